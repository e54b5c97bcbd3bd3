// A marker's kind in words; one of a later version as it is written.

import { markerKinds, type MarkerKind } from '../../../core/viewing/viewing.ts'
import { viewingWords as t } from './viewingWords.ts'

export const markerKindText = (kind: string): string => (markerKinds.includes(kind as MarkerKind) ? t(`marker.${kind as MarkerKind}`) : kind)
