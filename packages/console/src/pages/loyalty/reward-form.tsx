import { Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { fieldOfDay, instantOfDay } from '../../days.ts'
import { fieldsOf } from '../../form-fields.ts'
import { decimalsOf } from '../../money.ts'
import { useSaveReward } from '../../queries/rewards.ts'
import { t } from '../../words/words.ts'

interface RewardFormProps {
  /** Null: a new one. */
  reward: Schemas['Reward'] | null
  close(): void
}

type Kind = Schemas['RewardDiscount']['kind']

/** What a reward costs, and what it takes off the bill. */
export function RewardForm({ reward, close }: RewardFormProps) {
  const save = useSaveReward()
  const discount = reward?.discount
  const [kind, setKind] = useState<Kind>(discount?.kind ?? 'amount')
  const [currency, setCurrency] = useState(discount?.kind === 'amount' ? discount.currency : 'USD')
  const decimals = decimalsOf(currency)
  const wrong = (field: string) => (save.error instanceof Problem ? save.error.fields.get(`/${field}`) : undefined)
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={reward === null ? t('New reward') : t('Edit {name}', { name: reward.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const {
            name = '',
            says = '',
            points,
            off,
            tillName = '',
            from = '',
            until = '',
          } = fieldsOf(event.currentTarget)
          const worth =
            kind === 'percent'
              ? { kind, percent: Number(off) }
              : { kind, amount: Math.round(Number(off) * 10 ** decimals), currency }
          const period = { validFrom: instantOfDay(from, 'first'), validUntil: instantOfDay(until, 'last') }
          const terms = { name, says, points: Number(points), discount: worth, tillName, ...period }
          save.mutate(reward === null ? terms : { id: reward.id, ...terms }, {
            onSuccess: () => {
              tell(t('Saved'))
              close()
            },
          })
        }}
      >
        <TextInput
          name="name"
          label={t('Name')}
          required
          maxLength={100}
          defaultValue={reward?.name}
          error={wrong('name')}
        />
        <Textarea name="says" label={t('Description')} autosize maxLength={500} defaultValue={reward?.says} />
        <div className="fields">
          <NumberInput
            name="points"
            label={t('Points')}
            required
            min={0}
            allowDecimal={false}
            defaultValue={reward?.points ?? 100}
            error={wrong('points')}
          />
          <Select
            label={t('Discount')}
            allowDeselect={false}
            value={kind}
            onChange={(chosen) => setKind(chosen === 'percent' ? 'percent' : 'amount')}
            data={[
              { value: 'amount', label: t('An amount') },
              { value: 'percent', label: t('A share of the bill') },
            ]}
          />
        </div>
        <div className="fields">
          <NumberInput
            key={kind}
            name="off"
            label={kind === 'percent' ? t('Percent off the bill') : t('Amount off the bill')}
            required
            min={kind === 'percent' ? 1 : 10 ** -decimals}
            {...(kind === 'percent'
              ? { max: 100, allowDecimal: false }
              : { decimalScale: decimals, fixedDecimalScale: true })}
            defaultValue={offFrom(discount, kind)}
          />
          {kind === 'amount' && (
            <TextInput
              label={t('Currency')}
              required
              maxLength={3}
              pattern="[A-Z]{3}"
              value={currency}
              onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
              error={wrong('discount/currency')}
            />
          )}
        </div>
        <TextInput
          name="tillName"
          label={t('Name at the till')}
          description={t('Give the discount at the till just this name: by it the hub sees that it was given.')}
          required
          maxLength={100}
          defaultValue={reward?.tillName}
          error={wrong('tillName')}
        />
        <div className="fields">
          <TextInput
            name="from"
            type="date"
            label={t('From')}
            defaultValue={fieldOfDay(reward?.validFrom ?? null, 'first')}
          />
          <TextInput
            name="until"
            type="date"
            label={t('Last day')}
            defaultValue={fieldOfDay(reward?.validUntil ?? null, 'last')}
            error={wrong('validUntil')}
          />
        </div>
        <Trouble error={save.error} />
        <FormFoot act={t('Save')} close={close} isPending={save.isPending} />
      </form>
    </Modal>
  )
}

function offFrom(discount: Schemas['RewardDiscount'] | undefined, kind: Kind): number | string {
  if (discount === undefined || discount.kind !== kind) return ''
  return discount.kind === 'percent' ? discount.percent : discount.amount / 10 ** decimalsOf(discount.currency)
}
