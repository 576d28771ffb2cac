import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import type { JsonObject, MappingCase } from '@trefoil/mapping'
import { useState } from 'react'
import { t } from '../../../words/words.ts'

interface EditCaseProps {
  example: MappingCase
  /** What the rules make of a source now. */
  remake(source: JsonObject): MappingCase['expect']
  save(example: MappingCase): void
  close(): void
}

type Kind = 'data' | 'filtered' | 'error'

/** A case in words of its own: what comes in, and what must come of it. */
export function EditCase({ example, remake, save, close }: EditCaseProps) {
  const [name, setName] = useState(example.name)
  const [source, setSource] = useState(pretty(example.source))
  const [kind, setKind] = useState<Kind>(kindOf(example.expect))
  const [expected, setExpected] = useState(textOf(example.expect))
  const given = objectIn(source)
  const wanted = kind === 'data' ? objectIn(expected) : expected
  const isJson = t('This is no JSON object')
  return (
    <Modal opened onClose={close} title={t('Saved case')} closeButtonProps={{ 'aria-label': t('Close') }} size="xl">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (given === null || wanted === null) return
          save({ ...example, name, source: given, expect: expectOf(kind, wanted) })
          close()
        }}
      >
        <TextInput
          label={t('Name')}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className="fields case-fields">
          <Textarea
            className="code-field"
            label={t('The record that comes in')}
            autosize
            minRows={6}
            maxRows={18}
            spellCheck={false}
            error={given === null ? isJson : undefined}
            value={source}
            onChange={({ currentTarget }) => setSource(currentTarget.value)}
          />
          <div className="stack">
            <Select
              label={t('What must come of it')}
              allowDeselect={false}
              value={kind}
              data={[
                { value: 'data', label: t('These fields, and no others') },
                { value: 'filtered', label: t('Filtered, for this reason') },
                { value: 'error', label: t('An error, for this reason') },
              ]}
              onChange={(next) => setKind(kinds.find((each) => each === next) ?? 'data')}
            />
            <Textarea
              className="code-field"
              aria-label={t('Expected')}
              autosize
              minRows={3}
              maxRows={18}
              spellCheck={false}
              error={wanted === null ? isJson : undefined}
              value={expected}
              onChange={({ currentTarget }) => setExpected(currentTarget.value)}
            />
          </div>
        </div>
        <div className="form-foot">
          <Button
            variant="default"
            disabled={given === null}
            onClick={() => {
              if (given === null) return
              const made = remake(given)
              setKind(kindOf(made))
              setExpected(textOf(made))
            }}
          >
            {t('Expect what the rules make of it now')}
          </Button>
          <Button type="submit" disabled={given === null || wanted === null || name.trim() === ''}>
            {t('Keep')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const kinds = ['data', 'filtered', 'error'] as const

function kindOf(expect: MappingCase['expect']): Kind {
  return 'data' in expect ? 'data' : 'filtered' in expect ? 'filtered' : 'error'
}

function textOf(expect: MappingCase['expect']): string {
  if ('data' in expect) return pretty(expect.data)
  return 'filtered' in expect ? expect.filtered : expect.error
}

function expectOf(kind: Kind, wanted: JsonObject | string): MappingCase['expect'] {
  if (typeof wanted !== 'string') return { data: wanted }
  return kind === 'filtered' ? { filtered: wanted } : { error: wanted }
}

function pretty(value: JsonObject): string {
  return JSON.stringify(value, null, 2)
}

/** Null: it is none. */
function objectIn(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null // shown beside the field
  }
}
