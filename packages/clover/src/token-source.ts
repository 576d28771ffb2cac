/** Hands out the access token of the moment: one that is kept (`keepToken`), or a program's own. */
export interface TokenSource {
  token(): Promise<string>
  /** A token in place of this one, which Clover refused. Called once per request; a second 401 is told to the caller. */
  renew(refused: string): Promise<string>
}

/** An access token, or where to get one. */
export type AccessToken = string | TokenSource
