// A button that opens one file, or a whole folder listing, from the user's disk.

import type { JSX } from 'solid-js'
import { Button, type ButtonProps } from './Button.tsx'

type Look = Pick<ButtonProps, 'tone' | 'icon' | 'small' | 'disabled'> & { readonly label: string }

export const FileButton = (props: Look & { readonly accept?: string; readonly onFile: (file: File) => unknown }): JSX.Element => {
  let input: HTMLInputElement | undefined
  return (
    <>
      <input ref={(element) => (input = element)} type="file" hidden accept={props.accept} aria-label={props.label} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) props.onFile(file); event.currentTarget.value = '' }} />
      <Button tone={props.tone} icon={props.icon ?? 'file'} small={props.small} disabled={props.disabled} onClick={() => input?.click()}>
        {props.label}
      </Button>
    </>
  )
}

export const FolderButton = (props: Look & { readonly onFiles: (files: FileList) => unknown }): JSX.Element => {
  let input: HTMLInputElement | undefined
  return (
    <>
      <input ref={(element) => { input = element; element.webkitdirectory = true }} type="file" hidden multiple aria-label={props.label} onChange={(event) => { const { files } = event.currentTarget; if (files && files.length > 0) props.onFiles(files) }} />
      <Button tone={props.tone} icon={props.icon ?? 'folder'} small={props.small} disabled={props.disabled} onClick={() => input?.click()}>
        {props.label}
      </Button>
    </>
  )
}
