// The roles of a person in words, most telling first as their certificate lists them.

import type { Role } from '../../core/policy/acts.ts'
import { common } from './common.ts'

export const rolesText = (roles: readonly Role[]): string => roles.map((role) => common(`role.${role}`)).join(' · ')
