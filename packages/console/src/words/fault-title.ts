/** Names of vendors and of this hub, which keep their capital within a sentence. */
const names = new Set(['Clover', 'Klaviyo', 'Shopify', 'Trefoil'])

/**
 * The title of a fault as the console writes: `Invalid Email Address` → `Invalid e-mail address`. The hub names a fault
 * as the documents about it do, with capitals; abbreviations (`API`, `SKUs`) and names keep theirs here as well.
 */
export function faultTitle(title: string): string {
  return title
    .replaceAll(/(?<=[\s/])\p{Lu}[\p{Ll}-]*(?![\p{L}\d])/gu, (word) => (names.has(word) ? word : word.toLowerCase()))
    .replaceAll(/\bemail\b/g, 'e-mail')
}
