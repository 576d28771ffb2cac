/** One request, as `fetch` takes it. */
export interface TransportRequest {
  method: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
}

/** One reply, as `fetch` gives it. */
export interface TransportReply {
  status: number
  headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** Carries a request to Clover. The platform's `fetch` is one; a program with its own HTTP client gives another. */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportReply>
