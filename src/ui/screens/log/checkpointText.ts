// The three lines of a checkpoint that people read: origin, size, root (C2SP tlog-checkpoint).

export const readCheckpoint = (note: string): { readonly origin: string; readonly size: number; readonly root: string } | null => {
  const [origin, size, root] = note.split('\n')
  return origin && root && size && /^\d+$/.test(size) ? { origin, size: Number(size), root } : null
}
