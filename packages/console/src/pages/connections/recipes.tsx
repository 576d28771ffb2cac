import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { recipesQuery, useApplyRecipe } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { FirstRecord } from './first-record.tsx'

/** Ready flows for this kind of account. */
export function Recipes({ connection }: { connection: Schemas['Connection'] }) {
  const recipes = useQuery(recipesQuery)
  const flows = useQuery(flowsQuery)
  const isUnused = flows.data?.data.every(({ connectionId }) => connectionId !== connection.id) ?? false
  return (
    <Sheet title={t('Ready flows')}>
      <Loaded of={recipes}>
        {({ data }) => {
          const ready = data.filter(({ connector }) => connector === connection.connector)
          const first = ready.find(({ flows: [flow] }) => flow?.direction === 'to_hub')
          return (
            <ul className="list">
              {ready.map((recipe) => (
                <ReadyFlow
                  key={recipe.name}
                  recipe={recipe}
                  connection={connection}
                  isTried={isUnused && recipe === first}
                />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Sheet>
  )
}

interface ReadyFlowProps {
  recipe: Schemas['Recipe']
  connection: Schemas['Connection']
  /** Tried on a real record at once: the account is new, and this is its first step. */
  isTried: boolean
}

function ReadyFlow({ recipe, connection, isTried }: ReadyFlowProps) {
  const apply = useApplyRecipe()
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery)
  const mayApply = useMay('editor')
  const [isAsked, setAsked] = useState(isTried)
  const own = flows.data?.data.filter(({ connectionId }) => connectionId === connection.id) ?? []
  // By their recipe and not by their names: the flows of a second shop bear its name as well.
  const isThere = own.filter((flow) => flow.recipe === recipe.name).length >= recipe.flows.length
  return (
    <li className="recipe">
      <div className="recipe-words">
        <Title order={3}>{recipe.title}</Title>
        <Text size="sm" c="dimmed">
          {recipe.says}
        </Text>
      </div>
      <span className="row-actions">
        {!isThere && !isAsked && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Eye size={14} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {t('Try it on one real record')}
            <span className="unseen"> {recipe.title}</span>
          </Button>
        )}
        {isThere ? (
          <Mark tone="good">{t('In use')}</Mark>
        ) : mayApply ? (
          <Button
            size="xs"
            variant={isTried ? 'filled' : 'default'}
            loading={apply.isPending}
            onClick={() =>
              apply.mutate(
                { name: recipe.name, connection: connection.name },
                {
                  onSuccess: ({ flows: [first] }) => {
                    if (first !== undefined) void navigate({ to: '/flows/$name', params: { name: first.name } })
                  },
                },
              )
            }
          >
            {t('Use it')}
            <span className="unseen"> {recipe.title}</span>
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('An editor can use it.')}
          </Text>
        )}
      </span>
      {!isThere && isAsked && <FirstRecord recipe={recipe} connection={connection.name} />}
      <Trouble error={apply.error} />
    </li>
  )
}
