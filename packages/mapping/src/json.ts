/** What survives a round trip through JSON. Absent, null, empty and zero are four different values. */
export type Json = null | boolean | number | string | Json[] | JsonObject

export interface JsonObject {
  [name: string]: Json
}
