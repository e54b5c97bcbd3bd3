// Hands a made file to the user as a download.

import type { OutFile } from '../../app/app.ts'

export const saveFile = (file: OutFile): void => {
  const url = URL.createObjectURL(new Blob([file.bytes]))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
