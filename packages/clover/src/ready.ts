/** What a check throws before the call is a failed promise, like any other trouble of a call. */
export async function ready<T>(call: () => T | Promise<T>): Promise<T> {
  return call()
}
