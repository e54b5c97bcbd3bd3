// Turns what the browser throws about files and folders into DriveErrors.

import type { DriveError } from '../core/errors.ts'

export const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : String(cause))

/** For one file or folder below the Drive's root. */
export const pathError = (cause: unknown, path: string): DriveError => {
  switch (nameOf(cause)) {
    case 'NotFoundError':
    case 'TypeMismatchError':
      return { type: 'FileGone', path }
    case 'NotAllowedError':
    case 'SecurityError':
      return { type: 'PermissionDenied', name: path }
    default:
      return { type: 'FileUnreadable', path, reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) }
  }
}

/** For the root itself: one that cannot be listed is gone, unless the browser refuses. */
export const rootError = (cause: unknown, name: string): DriveError => {
  const error = pathError(cause, name)
  return error.type === 'PermissionDenied' ? error : { type: 'DriveGone', name }
}
