/** What others may use of the command line: the runs, the vendors, and how things are shown. */
export * as Muster from "./Muster.ts"
export * as Outcome from "./Outcome.ts"
export * as Run from "./Run.ts"
export * as Vendors from "./Vendors.ts"
