import type { CallOptions } from '../http/client-options.ts'

/** What `clover-ecomm-sdk` calls when it is done, in place of a promise. */
export type Callback<T> = (error: unknown, result: T | null) => void

/** What may be said at a single Ecommerce call. */
export interface EcommerceOptions extends CallOptions {
  /**
   * Makes a write safe to repeat: with the same key Clover charges once. At least 13 letters and digits are advised
   * [D]; how long Clover remembers a key is not documented [U]. With a key the call is tried again by itself.
   */
  idempotencyKey?: string
  /** The buyer's IP address. Clover says that charges, captures and order payments without it fail. [D] */
  forwardedFor?: string
  /** As in `clover-ecomm-sdk`: header `apikey`. */
  api_key?: string
  /** As in `clover-ecomm-sdk`: header `Clover-Account`. */
  clover_account?: string
  /** As in `clover-ecomm-sdk`: header `Clover-Version`. */
  clover_version?: string
}

/** The last arguments of a call: options, a callback, both or none. */
export type Rest<T> = [] | [EcommerceOptions | Callback<T>] | [EcommerceOptions, Callback<T>]

export function optionsIn<T>(rest: Rest<T>): EcommerceOptions {
  const [first] = rest
  return first === undefined || typeof first === 'function' ? {} : first
}

/** The promise as it is, after it was told to the callback, where there is one. */
export function toldTo<T>(rest: Rest<T>, promise: Promise<T>): Promise<T> {
  const callback = callbackIn(rest)
  if (callback === undefined) return promise
  // A fault of the callback itself is its program's to see, and not a failed call: hence a turn of its own.
  promise.then(
    (result) => queueMicrotask(() => callback(null, result)),
    (error) => queueMicrotask(() => callback(error, null)),
  )
  return promise
}

function callbackIn<T>(rest: Rest<T>): Callback<T> | undefined {
  const [first, second] = rest
  return typeof first === 'function' ? first : second
}
