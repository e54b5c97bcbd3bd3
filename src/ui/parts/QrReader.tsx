// Reads QR codes into the file they carry: from pictures that are chosen, dropped or pasted, or from a camera.

import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { makeCodeCollector } from '../../app/packCodes.ts'
import { Button } from './Button.tsx'
import './codes/codes.css'
import { codeWords as t } from './codes/codeWords.ts'
import { readCodes } from './codes/readCodes.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'

export const QrReader = (props: { readonly onFile: (file: File) => void; readonly onClose: () => void; readonly title?: string }): JSX.Element => {
  const collector = makeCodeCollector()
  const [progress, setProgress] = createSignal<{ readonly have: number; readonly count: number } | null>(null)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [camera, setCamera] = createSignal<MediaStream | null>(null)
  let input: HTMLInputElement | undefined
  let done = false

  /** Whether any of them was a part of a file. */
  const take = async (texts: readonly string[]): Promise<boolean> => {
    const known = texts.map(collector.take).includes(true)
    const now = collector.progress()
    setProgress(now)
    if (!known || done || !now || now.have < now.count) return known
    const bytes = await collector.whole()
    if (done) return true
    if (bytes) {
      done = true
      props.onFile(new File([bytes], 'QR'))
    } else setProblem(t('altered'))
    return true
  }
  const takeImages = async (files: readonly File[]): Promise<void> => {
    setProblem(null)
    for (const file of files) {
      const picture = await createImageBitmap(file).catch(() => null)
      const found = picture && (await take(await readCodes(picture)))
      picture?.close()
      if (!found) setProblem(t('nothingFound', file.name))
    }
  }

  const stopCamera = (): void => {
    camera()?.getTracks().forEach((track) => track.stop())
    setCamera(null)
  }
  const startCamera = async (): Promise<void> => {
    setProblem(null)
    try {
      setCamera(await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1_920 } } }))
    } catch (error) {
      setProblem(t('cameraFailed', error instanceof Error ? error.message : ''))
    }
  }
  const watch = (video: HTMLVideoElement, stream: MediaStream): void => {
    video.srcObject = stream
    const look = async (): Promise<void> => {
      if (done || !camera()) return
      const picture = await createImageBitmap(video)
      await take(await readCodes(picture))
      picture.close()
      video.requestVideoFrameCallback(() => void look())
    }
    video.requestVideoFrameCallback(() => void look())
  }

  const onPaste = (event: ClipboardEvent): void => void takeImages([...(event.clipboardData?.files ?? [])])
  onMount(() => window.addEventListener('paste', onPaste))
  onCleanup(() => {
    window.removeEventListener('paste', onPaste)
    stopCamera()
  })
  const hold = (event: DragEvent): void => {
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.title ?? t('readTitle')}
      about={t('readAbout')}
      actions={
        <>
          <Show when={'mediaDevices' in navigator}>
            <Button onClick={() => (camera() ? stopCamera() : startCamera())}>{camera() ? t('stopCamera') : t('useCamera')}</Button>
          </Show>
          <Button tone="accent" icon="photo" onClick={() => input?.click()}>
            {t('chooseImages')}
          </Button>
        </>
      }
    >
      <div
        class="qrDrop"
        onDragOver={hold}
        onDrop={(event) => {
          hold(event)
          void takeImages([...(event.dataTransfer?.files ?? [])])
        }}
      >
        <input ref={(element) => (input = element)} type="file" hidden multiple accept="image/*" aria-label={t('chooseImages')} onChange={(event) => void takeImages([...(event.currentTarget.files ?? [])])} />
        <Show when={camera()} fallback={<Icon name="photo" size={28} class="muted" />}>
          {(stream) => <video ref={(video) => watch(video, stream())} autoplay muted playsinline aria-label={t('cameraView')} />}
        </Show>
        <Show when={progress()}>
          {(now) => (
            <>
              <p role="status">{t('progress', now().have, now().count)}</p>
              <progress value={now().have} max={now().count} aria-label={t('progress', now().have, now().count)} />
            </>
          )}
        </Show>
      </div>
      <Show when={problem()}>
        <p class="note amber" role="alert">
          {problem()}
        </p>
      </Show>
    </Dialog>
  )
}
