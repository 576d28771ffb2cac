/** The how-to pages of the documentation, as they stand beside this version of the console; each is fetched when it is read. */
const texts = import.meta.glob<string>('../../../../../docs/how-to/*.md', { query: '?raw', import: 'default' })

const byName = new Map(Object.entries(texts).map(([path, read]) => [path.replace(/^.*\/|\.md$/g, ''), read]))

export function isHelp(name: string): boolean {
  return byName.has(name)
}

/** Null where there is no such page. */
export async function helpText(name: string): Promise<string | null> {
  return (await byName.get(name)?.()) ?? null
}
