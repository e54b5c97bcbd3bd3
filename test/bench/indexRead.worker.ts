// Reads files and throws the bytes away: the ceiling for everything that reads in this browser.

const nowhere = new MessageChannel()
nowhere.port2.close()

self.onmessage = async (event: MessageEvent<readonly File[]>) => {
  for (const file of event.data) {
    const reader = file.stream().getReader()
    for (let read = await reader.read(); read.value; read = await reader.read()) nowhere.port1.postMessage(null, [read.value.buffer])
  }
  self.postMessage('done')
}
