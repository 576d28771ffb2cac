import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
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
            <div className="cards cards-one">
              {ready.map((recipe) => (
                <RecipeCard
                  key={recipe.name}
                  recipe={recipe}
                  connection={connection}
                  isTried={isUnused && recipe === first}
                />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Sheet>
  )
}

interface RecipeCardProps {
  recipe: Schemas['Recipe']
  connection: Schemas['Connection']
  /** Tried on a real record at once: the account is new, and this is its first step. */
  isTried: boolean
}

function RecipeCard({ recipe, connection, isTried }: RecipeCardProps) {
  const apply = useApplyRecipe()
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery)
  const mayApply = useMay('editor')
  const own = flows.data?.data.filter(({ connectionId }) => connectionId === connection.id) ?? []
  // By their recipe and not by their names: the flows of a second shop bear its name as well.
  const isThere = own.filter((flow) => flow.recipe === recipe.name).length >= recipe.flows.length
  return (
    <div className="card">
      <div className="card-head">
        <Title order={3}>{recipe.title}</Title>
        {isThere ? (
          <Mark tone="good">{t('In use')}</Mark>
        ) : mayApply ? (
          <Button
            size="xs"
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
      </div>
      <Text size="sm">{recipe.says}</Text>
      {!isThere && <FirstRecord recipe={recipe} connection={connection.name} isOpen={isTried} />}
      <Trouble error={apply.error} />
    </div>
  )
}
