import { Text, Title } from '@mantine/core'
import { Check, KeyRound, Minus, Webhook } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { May } from '../../components/may.tsx'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

type Offer = Schemas['Connector']

/** What can be connected, by category, and what each can do: all of it from what the connectors say of themselves. */
export function Catalogue({
  offers,
  accounts,
}: {
  offers: readonly Offer[]
  accounts: readonly Schemas['Connection'][]
}) {
  return (
    <>
      <Title order={2}>{t('Available')}</Title>
      <div className="catalogue">
        {[...Map.groupBy(offers, ({ category }) => category)].map(([category, some]) => (
          <div key={category} className="catalogue">
            <Title order={3} c="dimmed">
              {category}
            </Title>
            {some.map((offer) => (
              <OfferCard
                key={offer.id}
                offer={offer}
                own={accounts.filter(({ connector }) => connector === offer.id)}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

function OfferCard({ offer, own }: { offer: Offer; own: readonly Schemas['Connection'][] }) {
  const { id, title, hasWebhooks, oauth } = offer
  return (
    <section className="sheet offer" aria-label={title}>
      <div className="card-head">
        <div>
          <Title order={4} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {own.length === 0
              ? t('not connected yet')
              : t('{count, plural, one {# connected} other {# connected}}', { count: own.length })}
          </Text>
        </div>
        <May needs="admin">
          <ButtonLink size="xs" to="/connect/$connector" params={{ connector: id }} variant="default">
            {t('Connect {title}', { title })}
          </ButtonLink>
        </May>
      </div>
      <table className="abilities" aria-label={t('What {title} can do', { title })}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('reads')}</th>
            <th scope="col">{t('writes')}</th>
          </tr>
        </thead>
        <tbody>
          {abilitiesOf(offer).map(({ name, says, reads, writes }) => (
            <tr key={name}>
              <th scope="row">
                <span className="ability">
                  {fieldLabel(name)}
                  <span className="quiet">{says}</span>
                </span>
              </th>
              <Can isTrue={reads} />
              <Can isTrue={writes} />
            </tr>
          ))}
        </tbody>
      </table>
      {(hasWebhooks || oauth !== null) && (
        <ul className="list offer-more">
          {hasWebhooks && (
            <li>
              <Webhook size={14} aria-hidden /> {t('tells of changes at once, by webhook')}
            </li>
          )}
          {oauth !== null && (
            <li>
              <KeyRound size={14} aria-hidden /> {t('can be signed in to, without a key')}
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

function Can({ isTrue }: { isTrue: boolean }) {
  return (
    <td>
      {isTrue ? (
        <Check size={16} className="good" role="img" aria-label={t('yes')} />
      ) : (
        <Minus size={16} className="quiet" role="img" aria-label={t('no')} />
      )}
    </td>
  )
}

interface Ability {
  name: string
  says: string
  reads: boolean
  writes: boolean
}

/** One line for each kind of thing, whether it is read, written or both. */
function abilitiesOf({ sources, targets }: Offer): Ability[] {
  const names = [...new Set([...sources, ...targets].map(({ name }) => name))]
  return names.map((name) => {
    const source = sources.find((each) => each.name === name)
    const target = targets.find((each) => each.name === name)
    const says = source?.title ?? target?.title ?? ''
    return { name, says, reads: source !== undefined, writes: target !== undefined }
  })
}
