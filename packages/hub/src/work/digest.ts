import { explainReason } from '../catalogue/catalogue.ts'
import type { Letter } from '../gateway/smtp.ts'
import type { Alert, AlertKind } from '../store/alert.ts'

/** Several changes of state as one mail: names, ids and counts, and no word that a customer has given. */
export function digestOf(alerts: readonly Alert[]): Omit<Letter, 'to'> {
  const parts = sections.flatMap(({ kind, head, inSubject }) => {
    const here = alerts.filter((alert) => alert.kind === kind)
    if (here.length === 0) return []
    return [{ subject: inSubject(here.length), text: [head, ...here.map(lineOf)].join('\n') }]
  })
  const [first, last] = [alerts.at(0)?.id ?? 0, alerts.at(-1)?.id ?? 0]
  return {
    id: `alerts.${first}-${last}.${alerts.length}`,
    subject: `Trefoil: ${parts.map(({ subject }) => subject).join(', ')}`,
    text: `${parts.map(({ text }) => text).join('\n\n')}\n\n${close}`,
  }
}

/** The mail of `trefoil mail test`. */
export function testLetter(id: string): Omit<Letter, 'to'> {
  return {
    id: `test.${id}`,
    subject: 'Trefoil: a test',
    text: 'This hub can send mail. It writes when something stops, when something does not arrive for a new reason, and when that is over.',
  }
}

const close = 'List what is open: trefoil issue list'

const sections: { kind: AlertKind; head: string; inSubject: (count: number) => string }[] = [
  { kind: 'stopped', head: 'STOPPED, until somebody sees to it', inSubject: (count) => `${count} stopped` },
  { kind: 'stalled', head: 'DUE, BUT NOTHING MOVES', inSubject: (count) => `${count} stalled` },
  {
    kind: 'issue_opened',
    head: 'NEW ISSUES',
    inSubject: (count) => `${count} new ${count === 1 ? 'issue' : 'issues'}`,
  },
  { kind: 'late', head: 'NOTHING CAME FOR A DAY', inSubject: (count) => `${count} late` },
  { kind: 'recovered', head: 'GOES ON AGAIN', inSubject: (count) => `${count} recovered` },
  { kind: 'moving', head: 'MOVES AGAIN', inSubject: (count) => `${count} moving again` },
  { kind: 'arrived', head: 'DATA COME AGAIN', inSubject: (count) => `${count} in time again` },
  { kind: 'issue_closed', head: 'OVER, all records passed', inSubject: (count) => `${count} over` },
]

function lineOf({ kind, code, count, issue_id, flow, connection, at }: Alert): string {
  const where = flow === null ? `connection ${connection ?? 'removed'}` : `flow ${flow}`
  const { title, resolution } = explainReason({ code, facts: null })
  const records = count === 0 ? '' : `, ${count} ${count === 1 ? 'record' : 'records'}`
  const what = ['stalled', 'moving', 'late', 'arrived'].includes(kind) ? code : `${title} (${code})`
  const line = `- ${where}: ${what}${records}, ${at.toISOString()}`
  if (kind !== 'stopped' && kind !== 'issue_opened') return line
  const show = issue_id === null ? '' : `\n  trefoil issue show ${issue_id}`
  return `${line}\n  ${resolution}${show}`
}
