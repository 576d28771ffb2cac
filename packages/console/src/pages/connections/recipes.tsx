import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { recipesQuery, useApplyRecipe } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

/** Ready flows for this kind of account. */
export function Recipes({ connection }: { connection: Schemas['Connection'] }) {
  const recipes = useQuery(recipesQuery)
  return (
    <Sheet title={t('Ready flows')}>
      <Loaded of={recipes}>
        {({ data }) => (
          <div className="cards cards-one">
            {data
              .filter(({ connector }) => connector === connection.connector)
              .map((recipe) => (
                <RecipeCard key={recipe.name} recipe={recipe} connection={connection.name} />
              ))}
          </div>
        )}
      </Loaded>
    </Sheet>
  )
}

function RecipeCard({ recipe, connection }: { recipe: Schemas['Recipe']; connection: string }) {
  const apply = useApplyRecipe()
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery)
  const isThere = recipe.flows.every(({ name }) => flows.data?.data.some((flow) => flow.name === name))
  const [first] = recipe.flows
  return (
    <div className="card">
      <div className="card-head">
        <Title order={3}>{recipe.title}</Title>
        {isThere ? (
          <Mark tone="good">{t('In use')}</Mark>
        ) : (
          <Button
            size="xs"
            loading={apply.isPending}
            onClick={() =>
              apply.mutate(
                { name: recipe.name, connection },
                {
                  onSuccess: () => {
                    if (first !== undefined) void navigate({ to: '/flows/$name', params: { name: first.name } })
                  },
                },
              )
            }
          >
            {t('Use it')}
            <span className="unseen"> {recipe.title}</span>
          </Button>
        )}
      </div>
      <Text size="sm">{recipe.says}</Text>
      <Trouble error={apply.error} />
    </div>
  )
}
