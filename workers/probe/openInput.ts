// Opens a file with mediabunny over a byte source that counts: what it reads is bounded like everything else.

import { CustomSource, FLAC, Input, MATROSKA, MP4, MPEG_TS, OGG, QTFF, WEBM } from 'mediabunny'
import type { ByteSource } from '../../src/core/media/probe/byteSource.ts'

export const openInput = (source: ByteSource): Input =>
  new Input({
    formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS, FLAC, OGG],
    source: new CustomSource({ getSize: () => source.size, read: (start, end) => source.read(start, end), maxCacheSize: 8 << 20, prefetchProfile: 'none' }),
  })
