// The files of a directory that is dropped on a bench's page, by name.

export const droppedFiles = (): ReadonlyMap<string, File> => {
  const files = new Map<string, File>()
  addEventListener('dragover', (event) => event.preventDefault())
  addEventListener('drop', (event) => {
    event.preventDefault()
    for (const item of event.dataTransfer?.items ?? [])
      void item.getAsFileSystemHandle().then(async (handle) => {
        if (handle?.kind !== 'directory') return
        for await (const entry of (handle as FileSystemDirectoryHandle).values()) if (entry.kind === 'file') files.set(entry.name, await entry.getFile())
      })
  })
  return files
}
