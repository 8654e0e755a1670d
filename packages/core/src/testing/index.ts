/** For tests of Muster and of those who embed it: samples, arbitraries, laws. Needs fast-check, no test runner. */
export * as Arbitraries from "./Arbitraries.ts"
export * as Exercise from "./Exercise.ts"
export type { Law } from "./Law.ts"
export * as Laws from "./Laws.ts"
export * as Samples from "./Samples.ts"
export * as Tomorrow from "./Tomorrow.ts"
