import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

type Link = Schemas['RecordInFull']['links'][number]

/** The link whose value a field of the record holds. */
export function originOf(record: Schemas['RecordInFull'], path: string): Link | undefined {
  const id = Number(record.provenance[path] ?? record.provenance[path.split('.')[0] ?? ''] ?? record.provenance['*'])
  return record.links.find((link) => link.id === id)
}

/** All links that something of a field is from: of an address, one line may be the word of another than the rest. */
export function originsOf(record: Schemas['RecordInFull'], field: string): Link[] {
  const parts = Object.entries(record.provenance).flatMap(([path, link]) =>
    path.startsWith(`${field}/`) ? [Number(link)] : [],
  )
  const whole = originOf(record, field)
  const others = record.links.filter(({ id }) => parts.includes(id) && id !== whole?.id)
  return whole === undefined ? others : [whole, ...others]
}

export function originName(link: Link | undefined): string {
  if (link === undefined) return t('the hub')
  return link.connection ?? t('a person')
}

/** What a link says of a field; undefined where it says nothing. Names are told apart as people write them. */
export function saidOf(link: Link, path: string): unknown {
  const field = path.split('.')[0] ?? path
  const key = Object.keys(link.contribution ?? {}).find((name) => name.toLowerCase() === field.toLowerCase())
  return key === undefined ? undefined : link.contribution?.[key]
}
