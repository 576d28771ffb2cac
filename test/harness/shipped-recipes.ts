import { join } from 'node:path'
import type { Recipe } from '@trefoil/mapping'
import { loadRecipes } from '../../packages/hub/src/recipes/load.ts'

const folder = join(import.meta.dirname, '../../recipes')
let read: Promise<Recipe[]> | undefined

/** The recipes as they are shipped. Read once: tests open hundreds of hubs, and nobody changes the files meanwhile. */
export async function shippedRecipes(): Promise<Recipe[]> {
  read ??= loadRecipes(folder)
  return structuredClone(await read)
}
