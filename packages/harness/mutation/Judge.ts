/** Who says whether a change was noticed. */

/** One question to what was changed, with an id of its own in its circle: what is wrong with it, if anything. It may throw; then something is wrong too. */
export interface Question {
  readonly id: string
  readonly ask: () => string | undefined | Promise<string | undefined>
}

/** Loads a module of the repository, by its path there, as the change left it. */
export type Load = <Module>(path: string) => Promise<Module>

/** Questions that are made together. */
export interface Circle {
  readonly id: string
  readonly questions: (load: Load) => Promise<ReadonlyArray<Question>>
}

export interface Judge {
  /** How many of a hundred changes have to be noticed. */
  readonly least: number
  /** Where the changed files are, and their names, as a pattern. Paths from the top. */
  readonly folder: string
  readonly files: string
  /** What is loaded anew for a change that shows while the changed files load. */
  readonly rules: RegExp
  /** What is loaded anew for every change, because it works with the changed files while it loads. */
  readonly asks: RegExp
  /** Cheap ones first: most changes are noticed by one of them. */
  readonly circles: ReadonlyArray<Circle>
}
