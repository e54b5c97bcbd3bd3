// What the address of custody says: tab, filters, whose.

export const tabs = ['handOver', 'retention', 'holds', 'disposals'] as const
export type Tab = (typeof tabs)[number]

export interface CustodyParams extends Record<string, string | undefined> {
  tab?: string
  show?: string
  officer?: string
  category?: string
  who?: string
}

export type ChangeParams = (change: Record<string, string | null>) => void
