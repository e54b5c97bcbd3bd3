// Placeholder until its parts are in.

import type { JSX } from 'solid-js'

export const DriveDetail = (): JSX.Element => <p />
