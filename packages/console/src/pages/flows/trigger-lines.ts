import { t } from '../../words/words.ts'
import { scheduleWords } from './schedule-words.ts'

/** What makes a flow run, in sentences. */
export function triggerLines(triggers: unknown, direction: string): string[] {
  const given = new Map(typeof triggers === 'object' && triggers !== null ? Object.entries(triggers) : [])
  const poll = given.get('poll')
  const touchedBy = given.get('touchedBy')
  const sweep = given.get('sweep')
  const schedules = given.get('schedules')
  const lines = [
    typeof poll === 'string' ? t('What is new at the source is read {when}', { when: scheduleWords(poll) }) : '',
    Array.isArray(touchedBy) ? t('What {sources} name is looked at again', { sources: touchedBy.join(', ') }) : '',
    given.get('webhooks') === true ? t('When the vendor says that something changed') : '',
    typeof sweep === 'string' ? t('Everything is compared {when}', { when: scheduleWords(sweep) }) : '',
    ...(typeof schedules === 'object' && schedules !== null
      ? Object.entries(schedules).map(([name, cron]) =>
          t('What is new in {source} is read {when}', { source: name, when: scheduleWords(String(cron)) }),
        )
      : []),
    given.get('changes') === true ? t('When a record of the hub changes, it is sent at once') : '',
    given.get('manual') === false ? '' : t('By hand, for all records or for one'),
  ]
  return lines.filter((line) => line !== '' && direction !== '')
}
