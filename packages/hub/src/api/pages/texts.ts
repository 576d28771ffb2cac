/** The words of the pages for customers, in each language that they speak. */
export type Language = 'en' | 'es'
export type Texts = typeof english

export const languages: readonly Language[] = ['en', 'es']

export function textsOf(language: Language): Texts {
  return language === 'es' ? spanish : english
}

/** What may stand in an address, a form, a cookie or a browser's wishes. */
export function languageIn(said: unknown): Language | undefined {
  return languages.find((each) => each === said)
}

const english = {
  itself: 'English',
  join: 'Join the loyalty programme',
  joinSays: 'Give us your number once. After that you collect points whenever you buy from us.',
  phone: 'Mobile phone',
  email: 'E-mail address',
  firstName: 'First name',
  lastName: 'Last name',
  optional: '(optional)',
  phoneHint: 'At the till this is how we find you.',
  emailHint: 'A code to see your points comes to this address.',
  mayWe: 'May we write to you?',
  mayWeHint: 'You collect points either way.',
  byMail: 'E-mail me news and offers. I can stop this at any time.',
  byText: 'Text me news and offers to my phone. Message and data rates may apply. I can stop this at any time.',
  send: 'Join',
  joined: 'You are in',
  joinedSays: 'Thank you. Give your phone number or e-mail address at the till, and your points are counted.',
  toWallet: 'See my points',
  closed: 'Nothing to join here yet',
  closedSays: 'This shop takes no sign-ups online at the moment. Please ask at the counter.',
  website: 'Leave this field empty',
  checkFields: 'Please look at the marked fields.',
  needPhone: 'Write your phone number.',
  wrongPhone: 'This is not a number that can be called. Write it with its area code, or with + and the country code.',
  needEmail: 'Write your e-mail address.',
  wrongEmail: 'This is not an e-mail address. It looks like name@example.com.',
  needFirstName: 'Write your first name.',
  tooLong: 'This is too long: use at most {most} characters.',
  needEither: 'Write your phone number or your e-mail address.',
  tooMany: 'Too many tries',
  tooManySays: 'Please wait {minutes} min and try again, or ask at the counter.',
  failed: 'That did not work',
  failedSays: 'Please try again in a moment, or ask at the counter.',
  back: 'Back',
  wrongForm: 'Please open the form again and send it from there.',
}

const spanish: Texts = {
  itself: 'Español',
  join: 'Únase al programa de fidelización',
  joinSays: 'Denos su número una vez. Desde entonces reúne puntos con cada compra.',
  phone: 'Teléfono móvil',
  email: 'Correo electrónico',
  firstName: 'Nombre',
  lastName: 'Apellidos',
  optional: '(opcional)',
  phoneHint: 'Con él le encontramos en la caja.',
  emailHint: 'A esta dirección llega el código para ver sus puntos.',
  mayWe: '¿Podemos escribirle?',
  mayWeHint: 'Reúne puntos en cualquier caso.',
  byMail: 'Quiero recibir novedades y ofertas por correo. Puedo dejarlo cuando quiera.',
  byText:
    'Quiero recibir novedades y ofertas por mensaje de texto. Pueden aplicarse tarifas de mensajes y datos. Puedo dejarlo cuando quiera.',
  send: 'Unirme',
  joined: 'Ya forma parte',
  joinedSays: 'Gracias. Diga su teléfono o su correo en la caja y sus puntos se cuentan.',
  toWallet: 'Ver mis puntos',
  closed: 'Aquí todavía no hay inscripción',
  closedSays: 'Esta tienda no acepta inscripciones en línea por ahora. Pregunte en el mostrador.',
  website: 'Deje este campo vacío',
  checkFields: 'Revise los campos marcados.',
  needPhone: 'Escriba su número de teléfono.',
  wrongPhone: 'No es un número al que se pueda llamar. Escríbalo con su prefijo, o con + y el código del país.',
  needEmail: 'Escriba su correo electrónico.',
  wrongEmail: 'No es una dirección de correo. Tiene la forma nombre@example.com.',
  needFirstName: 'Escriba su nombre.',
  tooLong: 'Es demasiado largo: use como mucho {most} caracteres.',
  needEither: 'Escriba su teléfono o su correo electrónico.',
  tooMany: 'Demasiados intentos',
  tooManySays: 'Espere {minutes} min y vuelva a intentarlo, o pregunte en el mostrador.',
  failed: 'No ha funcionado',
  failedSays: 'Vuelva a intentarlo en un momento o pregunte en el mostrador.',
  back: 'Volver',
  wrongForm: 'Abra de nuevo el formulario y envíelo desde allí.',
}

/** A text with its values: `{minutes}`. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
