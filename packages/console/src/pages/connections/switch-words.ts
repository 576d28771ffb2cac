import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'

/** What a switch is called and does. Those of a connector have the vendor's own words. */
export function switchWords({ of, name, title, says }: Schemas['Switch']): { title: string; says: string } {
  return (of === 'flow' ? words[name]?.() : undefined) ?? { title, says }
}

const words: Record<string, () => { title: string; says: string }> = {
  enabled: () => ({ title: t('Enabled'), says: t('Paused by a person or stopped by a fault, it begins no new work') }),
  changes: () => ({ title: t('Follows changes of the hub'), says: t('What changes in the hub is sent at once') }),
  poll: () => ({
    title: t('Looks for news'),
    says: t('How often the source is read; where it says no, by hand alone'),
  }),
  sweep: () => ({ title: t('Compares everything'), says: t('When the source is read from the beginning') }),
  zone: () => ({ title: t('Time zone'), says: t('Of the schedules that name an hour') }),
  touchedBy: () => ({ title: t('Looks again at what these name'), says: t('Other sources of the vendor') }),
  webhooks: () => ({
    title: t('Webhooks are heeded'),
    says: t('What the vendor tells of by itself is read at once'),
  }),
  manual: () => ({ title: t('Can be run by hand'), says: t('By a person, for all records or for some') }),
  changed: () => ({
    title: t('Asks before it changes'),
    says: t('Percent of the linked records; 100 is never reached'),
  }),
  gone: () => ({ title: t('Asks before it takes for deleted'), says: t('Percent of the linked records') }),
  zeroed: () => ({ title: t('Asks before it sets stock to zero'), says: t('Percent of the linked records') }),
  atLeast: () => ({ title: t('Never asks for fewer than'), says: t('So many records') }),
  collision: () => ({
    title: t('Same key'),
    says: t('What becomes of a new record whose e-mail address or number a record of the hub has'),
  }),
}
