// What of the duty screens stands in the URL.

export interface DutyParams extends Record<string, string | string[] | undefined> {
  tab?: string
  who?: string
  kind?: string
  holes?: string
  step?: string
  recorder?: string
}

export const tabs = ['today', 'todo', 'list', 'recorders'] as const
export type Tab = (typeof tabs)[number]

export const todoKinds = ['gaps', 'notice', 'activity', 'elements', 'exemptions', 'reports', 'untied', 'signs', 'carriers'] as const
export type TodoKind = (typeof todoKinds)[number]
