import type { Random } from '../../server/seeded-random.ts'

/** Given and family names of many countries, put together by chance: nobody is meant. */
const given = namesIn(`
  Nora, Elias, Maya, Tom, Ines, Jonas, Aiko, Omar, Lucía, Per, Zoë, Björn, Chloé, Dmitri, Ewa, Farah, Gül, Hana,
  Igor, José, Katja, Łukasz, Mei, Ngozi, Ólafur, Priya, Quentin, Renée, Sören, Tuğba, Uma, Víctor, Wendy, Xiang,
  Yusuf, Žofia, Anne-Marie, Mary Jo, Ana Lúcia, 美咲, Ольга, Γιώργος, محمد, Grace, Henry, Ruth, Sam, Tess
`)
const family = namesIn(`
  Lindqvist, Smith, Garcia, Nguyen, O'Hara, Müller, Kowalska, Ferreira, Haddad, Ivanova, Tanaka, Okafor,
  van der Berg, de la Cruz, Åkesson, Ødegård, Çelik, Świątek, Núñez, Dvořák, Šimić, Brown, Jones, Wright, Baker,
  Cooper, Fischer, Weber, Rossi, Marino, Silva, Costa, Kim, Park, Chen, Singh, Khan, Ali, Cohen, Papadopoulos,
  佐藤, Петров, Smith-Jones, MacDonald, St. John, Þórsson, Ng, Abu Bakr, Novák, Horváth, Bauer, Keller, Moreau,
  Laurent, Bianchi, Adeyemi, Mensah, Tran
`)

/** A name as the till has it: `undefined` where there is none, blank where somebody saved an empty field. */
export interface TypedName {
  firstName: string | undefined
  lastName: string | undefined
}

export function cleanName(random: Random): { firstName: string; lastName: string } {
  return { firstName: random.pick(given), lastName: random.pick(family) }
}

/** The same, typed in a hurry. */
export function dirtyName(random: Random): TypedName {
  const { firstName, lastName } = cleanName(random)
  const slip = random.below(100)
  if (slip < 2) return { firstName: undefined, lastName }
  if (slip < 4) return { firstName, lastName: undefined }
  if (slip < 5) return { firstName: undefined, lastName: undefined }
  if (slip < 7) return { firstName, lastName: '' }
  if (slip < 8) return { firstName: '', lastName: '   ' }
  if (slip < 11) return { firstName: firstName.toUpperCase(), lastName: lastName.toUpperCase() }
  if (slip < 13) return { firstName: firstName.toLowerCase(), lastName: lastName.toLowerCase() }
  if (slip < 15) return { firstName: ` ${firstName}`, lastName: `${lastName} ` }
  if (slip < 16) return { firstName: `${firstName} ${lastName}`, lastName: undefined }
  return { firstName, lastName }
}

function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim())
}
