// Runs a command of the app and says when it failed.

import type { Answer } from '../../app/app.ts'
import { tellProblem } from '../parts/Toast.tsx'

/** The value, or null after a notice of what went wrong. */
export const act = async <T>(answer: Answer<T>): Promise<{ readonly value: T } | null> => {
  const result = await answer
  if (result.ok) return { value: result.value }
  tellProblem(result.error)
  return null
}
