// Markers as W3C Web Annotations (JSON-LD): each names the recording by its fingerprint and the moment by a media fragment.

export interface Annotation {
  readonly id: string
  /** SHA-256 of the recording, hex. */
  readonly recording: string
  /** Milliseconds from the recording's own begin; `toMs` null: a moment. */
  readonly atMs: number
  readonly toMs: number | null
  /** One word: what kind of marker it is. */
  readonly tag: string
  readonly text: string
  /** BCP 47, of the words. */
  readonly language: string
  readonly creator: string
  readonly createdMs: number
  /** By the wall clock of the Session. */
  readonly wallMs: number
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** Media Fragments URI 1.0 §4.2.1: a range, or from a moment on. */
export const mediaFragment = ({ atMs, toMs }: Pick<Annotation, 'atMs' | 'toMs'>): string => (toMs === null ? `t=${seconds(atMs)}` : `t=${seconds(atMs)},${seconds(toMs)}`)

const annotationOf = (annotation: Annotation): object => {
  const { id, recording, tag, text, language, creator, createdMs, wallMs } = annotation
  return {
    id: `urn:fieldreel:marker:${id}`,
    type: 'Annotation',
    motivation: 'describing',
    created: new Date(createdMs).toISOString(),
    creator: { type: 'Person', name: creator },
    body: [{ type: 'TextualBody', purpose: 'tagging', value: tag, language }, ...(text ? [{ type: 'TextualBody', purpose: 'describing', value: text, format: 'text/plain', language }] : [])],
    target: {
      source: `urn:sha256:${recording}`,
      selector: { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: mediaFragment(annotation) },
      state: { type: 'TimeState', sourceDate: new Date(wallMs).toISOString() },
    },
  }
}

export const writeAnnotations = (label: string, annotations: readonly Annotation[]): string =>
  `${JSON.stringify(
    {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      label,
      total: annotations.length,
      first: { type: 'AnnotationPage', startIndex: 0, items: annotations.map(annotationOf) },
    },
    null,
    2,
  )}\n`
