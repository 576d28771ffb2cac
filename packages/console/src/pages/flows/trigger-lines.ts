import { fieldLabel, withinLine } from '../../record-words.ts'
import { listed, t } from '../../words/words.ts'
import { scheduleWords } from './schedule-words.ts'

/** When a flow runs by itself, in sentences; what is switched on and off has switches that say so. */
export function triggerLines(triggers: unknown): string[] {
  const given = new Map(typeof triggers === 'object' && triggers !== null ? Object.entries(triggers) : [])
  const poll = given.get('poll')
  const touchedBy = given.get('touchedBy')
  const sweep = given.get('sweep')
  const schedules = given.get('schedules')
  const lines = [
    typeof poll === 'string' ? t('What is new at the source is read {when}', { when: scheduleWords(poll) }) : '',
    Array.isArray(touchedBy)
      ? t('What {sources} name is looked at again', { sources: listed(touchedBy.map(nameWithin)) })
      : '',
    typeof sweep === 'string' ? t('Everything is compared {when}', { when: scheduleWords(sweep) }) : '',
    ...(typeof schedules === 'object' && schedules !== null
      ? Object.entries(schedules).map(([name, cron]) =>
          t('What is new in {source} is read {when}', { source: nameWithin(name), when: scheduleWords(String(cron)) }),
        )
      : []),
  ]
  return lines.filter((line) => line !== '')
}

function nameWithin(source: string): string {
  return withinLine(fieldLabel(source))
}
