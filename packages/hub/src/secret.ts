import { inspect } from 'node:util'

/** A value that does not show itself: printed, logged or turned into JSON it is `[secret]`. */
export interface Secret {
  /** The value itself, to be handed straight to whatever needs it. */
  reveal(): string
}

export function secret(value: string): Secret {
  const shown = () => '[secret]'
  return Object.freeze({ reveal: () => value, toString: shown, toJSON: shown, [inspect.custom]: shown })
}
