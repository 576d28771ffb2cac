import { t } from '../../words/words.ts'

/** What speaks for two customers being one person. */
const traitWords: Readonly<Record<string, () => string>> = {
  phone: () => t('the same phone number'),
  email: () => t('the same e-mail address'),
  name_and_birth: () => t('the same name and date of birth'),
  government_id: () => t('the same government id'),
  medical_id: () => t('the same medical id'),
}

export function traitName(trait: string): string {
  return traitWords[trait]?.() ?? trait
}

/** Why two customers were merged, in one line. */
export function traitText({ trait, shown }: { trait: string | null; shown: string | null }): string {
  if (trait === null) return t('Merged by hand')
  const because = t('Merged: {trait}', { trait: traitName(trait) })
  return shown === null ? because : `${because}, ${shown}`
}
