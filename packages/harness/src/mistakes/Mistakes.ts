/** Every mistake. */
import type { Mistake } from "./Mistake.ts"
import { sending } from "./Sending.ts"
import { voids } from "./Voids.ts"
import { wholes } from "./Wholes.ts"

export const mistakes: ReadonlyArray<Mistake> = [...sending, ...wholes, ...voids]
