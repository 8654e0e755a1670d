/** What twins and their callers import from here. */
export type { Fault } from "./Fault.ts"
export type { Received } from "./Memory.ts"
export { type Axes, firstReading, type Reading, type ReadingOf, settle } from "./Reading.ts"
export type { Request, Response, Rules } from "./Rules.ts"
export { serve, type ServedTwin, type ServeOptions } from "./Server.ts"
export type { Twin } from "./Twin.ts"
