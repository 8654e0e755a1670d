/**
 * What somebody should know before a plan is sent. Three kinds, never mixed: a consequence of the wish itself,
 * a doubt that comes from what is undocumented or unknown, and a wish that has no request.
 */

export interface Hazard {
  /** `revokes-access:books-2`, `may-charge`: what a change lists under `accept`. */
  readonly id: string
  readonly kind: "consequence" | "doubt" | "inexpressible"
  /** A note is shown; with a stop nothing is sent until the id is accepted. */
  readonly weight: "note" | "stop"
  readonly says: string
  /** The clauses and axes that it comes from. */
  readonly sources: ReadonlyArray<string>
}

/** The part of an id that names no target, fit for messages. */
export const kindOf = (hazard: Hazard): string => hazard.id.split(":", 1)[0] ?? ""
