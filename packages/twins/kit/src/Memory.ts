/**
 * What a served twin remembers: the vendor's state and those that were kept, the vendor requests so far, and the faults
 * that are still to come. One vendor request is one step of it.
 */
import type { Fault } from "./Fault.ts"
import type { Kept } from "./Kept.ts"
import type { Request, Response, Rules } from "./Rules.ts"

/** A vendor request as it is shown to whoever checks it; its credential is not. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Memory<State> {
  /** Undefined until the first seed. */
  readonly state: State | undefined
  readonly kept: Kept<State>
  readonly received: ReadonlyArray<Received>
  readonly faults: ReadonlyArray<Fault>
}

/** What happens on the socket. */
export type Reply =
  | { readonly drop: true }
  | { readonly drop: false; readonly delayMs: number; readonly response: Response }

const unseeded: Response = {
  status: 503,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ error: "This twin has no seed yet." })
}

/** Takes one vendor request: it is recorded, the next fault is used up, and the rules are applied unless the fault forbids it. */
export const step = <State>(
  rules: Rules<State>,
  memory: Memory<State>,
  request: Request
): readonly [Reply, Memory<State>] => {
  const [fault, ...faults] = memory.faults
  const received = [...memory.received, recorded(request)]
  const applies = memory.state !== undefined && (fault === undefined || fault.apply === true)
  const [state, response] =
    applies && memory.state !== undefined ? rules(memory.state, request) : [memory.state, unseeded]
  return [replyOf(fault, response), { ...memory, state, received, faults }]
}

const replyOf = (fault: Fault | undefined, response: Response): Reply => {
  if (fault === undefined) return { drop: false, delayMs: 0, response }
  if ("drop" in fault) return { drop: true }
  const { status, headers, body, delayMs } = fault
  return {
    drop: false,
    delayMs: delayMs ?? 0,
    response: { status, headers: headers ?? {}, body: body ?? "" }
  }
}

const recorded = ({ method, path, query, headers, body }: Request): Received => ({
  method,
  path,
  query: Object.fromEntries(query),
  headers: "authorization" in headers ? { ...headers, authorization: "Bearer …" } : headers,
  body
})
