/** Every vendor under test, by id. */
import type { Subject } from "./Subject.ts"
import { digits } from "./subjects/Digits.ts"
import { eightyEightMiles } from "./subjects/EightyEightMiles.ts"

export const subjects: ReadonlyArray<Subject> = [digits, eightyEightMiles]
