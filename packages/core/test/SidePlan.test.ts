/** What a request says about one side of the access, and what that comes to: whole plans, by example. */
import { describe, expect, it } from "vitest"
import { type Case, told } from "./sides.ts"

/** Everybody has the default. */
const under = { default: "A", entries: {}, has: { x1: "A", x2: "A", x3: "A" } } as const

/** One client has a role of its own. */
const pinned = { default: null, entries: { c1: ["A"] }, has: { x1: "A", x2: "A", x3: null } } as const

const examples: ReadonlyArray<readonly [string, Case, ReturnType<typeof told>]> = [
  [
    "sends back what was read where nothing is wished",
    pinned,
    {
      sends: ["default absent", "c1 as read", "c2 as read"],
      lines: [],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "names a client with the default where naming it for one entity might cost the others theirs",
    { ...under, wish: { grant: { x1: "B" } } },
    {
      sends: ["default A", "c1: gets A, x1 B", "c2 as read"],
      lines: [
        "x1 today: exact, A (default) → B (explicit entity); asked",
        "x2 today: exact, A (default) → A (explicit client); the same",
        "later entities of c1 tomorrow: exact, A (default) → A (default) or A (explicit client); the same"
      ],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "names a client for one entity alone where that is known to keep the default of the others",
    { ...under, wish: { grant: { x1: "B" } }, measured: { wrapper: "keeps", reach: "all" } },
    {
      sends: ["default A", "c1: named, x1 B", "c2 as read"],
      lines: ["x1 today: exact, A (default) → B (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "never revokes under a default without harm, unless something is given up",
    { ...under, wish: { revoke: ["x1"] } },
    {
      sends: ["default A", "c1: named, x2 A", "c2 as read"],
      lines: [
        "x1 today: tentative, A (default) → A (default) or nothing (none); wished nothing; asked",
        "x2 today: exact, A (default) → A (explicit entity); the same",
        "later entities of c1 tomorrow: unsafe, A (default) → A (default) or nothing (none)"
      ],
      is: "tentative today, unsafe tomorrow; default then A"
    }
  ],
  [
    "gives the default up to revoke, and names who followed it",
    { ...under, wish: { revoke: ["x1"] }, waysOut: { dropsDefault: true }, measured: { omitted: "cleared" } },
    {
      sends: ["default absent", "c1: named, x2 A", "c2: named, x3 A"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none)",
        "x1 today: exact, A (default) → nothing (none); asked",
        "x2 today: exact, A (default) → A (explicit entity); the same",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none)",
        "x3 today: exact, A (default) → A (explicit entity); the same",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none)"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "tries the role that may mean no access, and says that it may be refused",
    { ...under, wish: { revoke: ["x1"] }, waysOut: { noAccess: true } },
    {
      sends: ["default A", "c1: gets A, x1 none at all", "c2 as read"],
      lines: [
        "x1 today: tentative, A (default) → nothing (explicit entity); asked",
        "x2 today: exact, A (default) → A (explicit client); the same",
        "later entities of c1 tomorrow: exact, A (default) → A (default) or A (explicit client); the same"
      ],
      is: "tentative today, exact tomorrow, may be refused; default then A"
    }
  ],
  [
    "revokes with the role that is known to mean no access",
    {
      ...under,
      wish: { revoke: ["x1"] },
      waysOut: { noAccess: true },
      measured: { "no-access": "none", wrapper: "keeps" }
    },
    {
      sends: ["default A", "c1: named, x1 none at all", "c2 as read"],
      lines: ["x1 today: exact, A (default) → nothing (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "never takes a client's entry away unasked without a stop for later entities",
    { ...pinned, wish: { revoke: ["x1"] } },
    {
      sends: ["default absent", "c1: named, x2 A", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → nothing (none); asked",
        "x2 today: exact, A (explicit client) → A (explicit entity); the same",
        "later entities of c1 tomorrow: unsafe, A (explicit client) → nothing (none); wish unclear"
      ],
      is: "exact today, unsafe tomorrow; default then none"
    }
  ],
  [
    "splits a client to revoke one of its entities, where that was agreed to",
    { ...pinned, wish: { revoke: ["x1"] }, waysOut: { splits: new Set(["c1"]) } },
    {
      sends: ["default absent", "c1: named, x2 A", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → nothing (none); asked",
        "x2 today: exact, A (explicit client) → A (explicit entity); the same",
        "later entities of c1 tomorrow: exact, A (explicit client) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "takes the entry of a client out to revoke all of it",
    { ...pinned, wish: { revoke: ["c1"] } },
    {
      sends: ["default absent", "c1: not named", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → nothing (none); asked",
        "x2 today: exact, A (explicit client) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (explicit client) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "takes the entries of its entities out with it",
    {
      default: null,
      entries: { c1: ["A", { x2: "B" }] },
      has: { x1: "A", x2: "B", x3: null },
      wish: { revoke: ["c1"] }
    },
    {
      sends: ["default absent", "c1: less x2", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → nothing (none); asked",
        "x2 today: exact, B (explicit entity) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (explicit client) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "cannot revoke a client under a default",
    { ...under, wish: { revoke: ["c1"] }, measured: { wrapper: "loses", later: "future" } },
    {
      sends: ["default A", "c1: not named", "c2 as read"],
      lines: [
        "x1 today: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "x2 today: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "later entities of c1 tomorrow: forbidden, A (default) → A (default); wished nothing; asked; the same"
      ],
      is: "forbidden today, forbidden tomorrow; default then A"
    }
  ],
  [
    "names a client with the role that it is granted",
    { ...under, wish: { grant: { c2: "B" } } },
    {
      sends: ["default A", "c1 as read", "c2: gets B"],
      lines: [
        "x3 today: exact, A (default) → B (explicit client); asked",
        "later entities of c2 tomorrow: tentative, A (default) → A (default) or B (explicit client); wished B; asked"
      ],
      is: "exact today, tentative tomorrow; default then A"
    }
  ],
  [
    "leaves the narrower entries of a client that is granted a role",
    {
      default: null,
      entries: { c1: ["A", { x2: "B" }] },
      has: { x1: "A", x2: "B", x3: null },
      wish: { grant: { c1: "C" } }
    },
    {
      sends: ["default absent", "c1: gets C", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → C (explicit client); asked",
        "later entities of c1 tomorrow: tentative, A (explicit client) → nothing (none) or C (explicit client); wished C; asked"
      ],
      is: "exact today, tentative tomorrow; default then none"
    }
  ],
  [
    "lets a client follow the default again",
    {
      default: "B",
      entries: { c1: ["A"] },
      has: { x1: "A", x2: "A", x3: "B" },
      wish: { unpin: ["c1"] },
      measured: { reach: "all" }
    },
    {
      sends: ["default B", "c1: not named", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit client) → B (default); asked",
        "x2 today: exact, A (explicit client) → B (default); asked",
        "later entities of c1 tomorrow: exact, A (explicit client) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "lets one entity follow its client again",
    {
      default: null,
      entries: { c1: ["A", { x2: "B" }] },
      has: { x1: "A", x2: "B", x3: null },
      wish: { unpin: ["x2"] }
    },
    {
      sends: ["default absent", "c1: gets A, less x2", "c2 as read"],
      lines: ["x2 today: exact, B (explicit entity) → A (explicit client); asked"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "does not call it exact that the last entity leaves a client that carried it",
    {
      default: "A",
      entries: { c2: [null, { x3: "B" }] },
      has: { x1: "A", x2: "A", x3: "B" },
      wish: { unpin: ["x3"] },
      measured: { reach: "all" }
    },
    {
      sends: ["default A", "c1 as read", "c2: less x3"],
      lines: [
        "x3 today: unsafe, B (explicit entity) → A (default); wish unclear; asked",
        "later entities of c2 tomorrow: unsafe, nothing (none) → A (default); wish unclear"
      ],
      is: "unsafe today, unsafe tomorrow; default then A"
    }
  ],
  [
    "changes what followed the default along with it",
    { ...under, wish: { default: { role: "B", existing: "apply" } } },
    {
      sends: ["default B", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: exact, A (default) → B (default); asked",
        "x2 today: exact, A (default) → B (default); asked",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "does not guess whether an entry or the same default gave a role",
    {
      default: "A",
      entries: { c1: ["A"], c2: [null, { x3: "A" }] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } }
    },
    {
      sends: ["default B", "c1: gets A", "c2: named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: tentative, A (explicit client) → A (explicit client); wish unclear; asked; the same",
        "x2 today: tentative, A (explicit client) → A (explicit client); wish unclear; asked; the same",
        "later entities of c1 tomorrow: exact, A (default) → B (default) or A (explicit client); wish unclear; asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default) or nothing (none); wish unclear; asked"
      ],
      is: "tentative today, exact tomorrow; default then B"
    }
  ],
  [
    "names everybody who has a role where only later entities get the new default",
    { ...under, wish: { default: { role: "B", existing: "future only" } } },
    {
      sends: ["default B", "c1: gets B, x1 A, x2 A", "c2: gets B, x3 A"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: exact, A (default) → A (explicit entity); asked; the same",
        "x2 today: exact, A (default) → A (explicit entity); asked; the same",
        "later entities of c1 tomorrow: exact, A (default) → B (default) or B (explicit client); asked",
        "x3 today: exact, A (default) → A (explicit entity); asked; the same",
        "later entities of c2 tomorrow: exact, A (default) → B (default) or B (explicit client); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "cannot set a default while somebody is to stay without access",
    {
      default: null,
      entries: {},
      has: { x1: null, x2: "A", x3: null },
      wish: { default: { role: "B", existing: "future only" } },
      measured: { reach: "all" }
    },
    {
      sends: ["default B", "c1: named, x2 A", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, nothing (none) → B (default); asked",
        "x1 today: unsafe, nothing (none) → B (default) or nothing (none); wished nothing; asked",
        "x2 today: exact, A (none) → A (explicit entity); asked; the same",
        "later entities of c1 tomorrow: tentative, nothing (none) → B (default) or nothing (none); asked",
        "x3 today: forbidden, nothing (none) → B (default); wished nothing; asked",
        "later entities of c2 tomorrow: exact, nothing (none) → B (default); asked"
      ],
      is: "forbidden today, tentative tomorrow; default then B"
    }
  ],
  [
    "turns what followed the default into entries",
    { ...under, wish: { default: { role: null, existing: "keep" } }, measured: { omitted: "cleared" } },
    {
      sends: ["default absent", "c1: named, x1 A, x2 A", "c2: named, x3 A"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none); asked",
        "x1 today: exact, A (default) → A (explicit entity); asked; the same",
        "x2 today: exact, A (default) → A (explicit entity); asked; the same",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none); asked",
        "x3 today: exact, A (default) → A (explicit entity); asked; the same",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "lets what followed the default lose its role",
    { ...under, wish: { default: { role: null, existing: "let go" } }, measured: { omitted: "cleared" } },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none); asked",
        "x1 today: exact, A (default) → nothing (none); asked",
        "x2 today: exact, A (default) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none); asked",
        "x3 today: exact, A (default) → nothing (none); asked",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "says that a default may stay though it is left out",
    { ...under, wish: { default: { role: null, existing: "let go" } } },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: tentative, A (default) → nothing (none) or A (default); asked",
        "x1 today: tentative, A (default) → nothing (none) or A (default); asked",
        "x2 today: tentative, A (default) → nothing (none) or A (default); asked",
        "later entities of c1 tomorrow: tentative, A (default) → nothing (none) or A (default); asked",
        "x3 today: tentative, A (default) → nothing (none) or A (default); asked",
        "later entities of c2 tomorrow: tentative, A (default) → nothing (none) or A (default); asked"
      ],
      is: "tentative today, tentative tomorrow; default then none or A"
    }
  ],
  [
    "sends null where only that clears a default",
    {
      ...under,
      wish: { default: { role: null, existing: "let go" } },
      measured: { omitted: "kept", void: "cleared" }
    },
    {
      sends: ["default null", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none); asked",
        "x1 today: exact, A (default) → nothing (none); asked",
        "x2 today: exact, A (default) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none); asked",
        "x3 today: exact, A (default) → nothing (none); asked",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "sends no null where it is refused, and says that the default stays",
    {
      ...under,
      wish: { default: { role: null, existing: "let go" } },
      measured: { omitted: "kept", void: "refused" }
    },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "x1 today: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "x2 today: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "later entities of c1 tomorrow: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "x3 today: forbidden, A (default) → A (default); wished nothing; asked; the same",
        "later entities of c2 tomorrow: forbidden, A (default) → A (default); wished nothing; asked; the same"
      ],
      is: "forbidden today, forbidden tomorrow; default then A"
    }
  ],
  [
    "replaces all of a side, whatever was there",
    { ...pinned, wish: { replace: { default: "B", entries: { c2: ["A"] } } }, measured: { reach: "all" } },
    {
      sends: ["default B", "c1: not named", "c2: gets A"],
      lines: [
        "entities of later clients tomorrow: exact, nothing (none) → B (default); asked",
        "x1 today: exact, A (explicit client) → B (default); asked",
        "x2 today: exact, A (explicit client) → B (default); asked",
        "later entities of c1 tomorrow: exact, nothing (none) → B (default); asked",
        "x3 today: exact, nothing (none) → A (explicit client); asked",
        "later entities of c2 tomorrow: exact, nothing (none) → B (default) or A (explicit client); wish unclear; asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "replaces a side with nothing",
    { ...under, wish: { replace: { default: null, entries: {} } }, measured: { omitted: "cleared" } },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none); asked",
        "x1 today: exact, A (default) → nothing (none); asked",
        "x2 today: exact, A (default) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none); asked",
        "x3 today: exact, A (default) → nothing (none); asked",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "keeps of a replacement what is stored already",
    {
      default: null,
      entries: { c1: ["A", { x1: "B" }] },
      has: { x1: "B", x2: "A", x3: null },
      wish: { replace: { default: null, entries: { c1: ["A", { x1: "B" }], c2: [null, { x3: "A" }] } } }
    },
    {
      sends: ["default absent", "c1: gets A", "c2: named, x3 A"],
      lines: ["x3 today: exact, nothing (none) → A (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "grants a role to somebody whose role could not be read",
    { default: null, entries: {}, has: { x1: "A", x3: null }, wish: { grant: { x2: "A" } } },
    {
      sends: ["default absent", "c1: named, x1 A, x2 A", "c2 as read"],
      lines: [
        "x1 today: exact, A (none) → A (explicit entity); the same",
        "x2 today: exact, unread → A (explicit entity); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "lets go what follows from the organization role",
    { default: null, entries: {}, has: { x1: "A", x2: "A", x3: "A" }, implied: ["A", null] },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (organization role) → nothing (none)",
        "x1 today: exact, A (organization role) → nothing (none)",
        "x2 today: exact, A (organization role) → nothing (none)",
        "later entities of c1 tomorrow: exact, A (organization role) → nothing (none)",
        "x3 today: exact, A (organization role) → nothing (none)",
        "later entities of c2 tomorrow: exact, A (organization role) → nothing (none)"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "says who may get access by an organization role",
    { default: null, entries: {}, has: { x1: null, x2: null, x3: null }, implied: [null, "A"] },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, nothing (none) → nothing (none) or A (organization role); wish unclear",
        "x1 today: unsafe, nothing (none) → nothing (none) or A (organization role)",
        "x2 today: unsafe, nothing (none) → nothing (none) or A (organization role)",
        "later entities of c1 tomorrow: exact, nothing (none) → nothing (none) or A (organization role); wish unclear",
        "x3 today: unsafe, nothing (none) → nothing (none) or A (organization role)",
        "later entities of c2 tomorrow: exact, nothing (none) → nothing (none) or A (organization role); wish unclear"
      ],
      is: "unsafe today, exact tomorrow; default then none"
    }
  ],
  [
    "says who gets access by an organization role, known to give it",
    {
      default: null,
      entries: { c1: ["B"] },
      has: { x1: "B", x2: "B", x3: null },
      implied: [null, "A"],
      measured: { implies: "yes" }
    },
    {
      sends: ["default absent", "c1: gets B", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, nothing (none) → A (organization role)",
        "later entities of c1 tomorrow: exact, nothing (none) → A (organization role) or B (explicit client); wish unclear",
        "x3 today: forbidden, nothing (none) → A (organization role); wished nothing",
        "later entities of c2 tomorrow: exact, nothing (none) → A (organization role)"
      ],
      is: "forbidden today, exact tomorrow; default then none"
    }
  ],
  [
    "gives an own entity an entry beside the others",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "B" }] },
      has: { b1: "B", b2: "A" },
      wish: { grant: { b2: "B" } }
    },
    {
      sends: ["default A", "own: b2 B"],
      lines: ["b2 today: exact, A (default) → B (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "lets an own entity follow the default again",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "B" }] },
      has: { b1: "B", b2: "A" },
      wish: { unpin: ["b1"] }
    },
    {
      sends: ["default A", "own: less b1"],
      lines: ["b1 today: exact, B (explicit entity) → A (default); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "takes an own entry out where no default lies under it",
    {
      side: "own",
      default: null,
      entries: { "": [null, { b1: "B", b2: "A" }] },
      has: { b1: "B", b2: "A" },
      wish: { revoke: ["b1"] }
    },
    {
      sends: ["default absent", "own: less b1"],
      lines: ["b1 today: exact, B (explicit entity) → nothing (none); asked"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "keeps an own entry that says what the default said",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "A" }] },
      has: { b1: "A", b2: "A" },
      wish: { default: { role: "B", existing: "apply" } }
    },
    {
      sends: ["default B", "own: entries stay"],
      lines: [
        "later own entities tomorrow: exact, A (default) → B (default); asked",
        "b2 today: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "keeps an entry that takes access away",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "none at all" }] },
      has: { b1: null, b2: "A" },
      wish: { grant: { b2: "B" } }
    },
    {
      sends: ["default A", "own: b2 B"],
      lines: ["b2 today: exact, A (default) → B (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "names the others of a client that carried one entity, where they might lose the default",
    { default: "A", entries: { c1: [null, { x1: "B" }] }, has: { x1: "B", x2: "A", x3: "A" } },
    {
      sends: ["default A", "c1: named, x2 A", "c2 as read"],
      lines: ["x2 today: exact, A (default) → A (explicit entity); the same"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "keeps an entry of a client's entity that takes access away",
    {
      default: "A",
      entries: { c2: [null, { x3: "none at all" }] },
      has: { x1: "A", x2: "A", x3: null },
      measured: { reach: "all" }
    },
    {
      sends: ["default A", "c1 as read", "c2: named"],
      lines: [],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "sends back what was read where the default does not reach all",
    { default: "A", entries: {}, has: { x1: null, x2: "A", x3: "A" }, measured: { reach: "reached" } },
    {
      sends: ["default A", "c1 as read", "c2 as read"],
      lines: [],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "replaces the entries of clients and of their entities",
    {
      default: "A",
      entries: { c2: ["B", { x3: "A" }] },
      has: { x1: "A", x2: null, x3: "A" },
      wish: { replace: { default: "A", entries: { c1: [null, { x1: "B" }], c2: ["B"] } } },
      measured: { reach: "reached", later: "future", wrapper: "keeps" }
    },
    {
      sends: ["default A", "c1: named, x1 B", "c2: gets B, less x3"],
      lines: [
        "x1 today: exact, A (default) → B (explicit entity); asked",
        "x3 today: exact, A (explicit entity) → B (explicit client); asked"
      ],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "tells what a replacement means for those whose role could not be read",
    {
      default: "A",
      entries: {},
      has: { x1: "A" },
      wish: { replace: { default: "B", entries: {} } },
      measured: { reach: "reached" }
    },
    {
      sends: ["default B", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: exact, A (default) → B (default); asked",
        "x2 today: exact, unread → nothing (none); asked; the same",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, unread → nothing (none); asked; the same",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "lets somebody follow a default only as far as that reaches",
    {
      default: "A",
      entries: { c1: ["B"] },
      has: { x1: "B" },
      wish: { unpin: ["c1"] },
      measured: { reach: "reached", later: "future" }
    },
    {
      sends: ["default A", "c1: not named", "c2: not named"],
      lines: [
        "x1 today: exact, B (explicit client) → A (default); asked",
        "x2 today: exact, unread → nothing (none); asked; the same",
        "later entities of c1 tomorrow: exact, B (explicit client) → A (default); asked",
        "x3 today: forbidden, unread → nothing (none); wish unclear; the same"
      ],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "takes the entries of its entities out where a client follows the default again",
    {
      default: "A",
      entries: { c1: ["B", { x1: "A" }] },
      has: { x1: "A", x2: "B", x3: "A" },
      wish: { unpin: ["c1"] },
      measured: { reach: "all", wrapper: "keeps", later: "future" }
    },
    {
      sends: ["default A", "c1: less x1", "c2 as read"],
      lines: [
        "x1 today: exact, A (explicit entity) → A (default); asked; the same",
        "x2 today: exact, B (explicit client) → A (default); asked",
        "later entities of c1 tomorrow: exact, B (explicit client) → A (default); asked"
      ],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "lets the organization role give what the default gave",
    {
      default: "A",
      entries: {},
      has: { x1: "A", x2: "A", x3: "A" },
      implied: ["B", "B"],
      wish: { default: { role: null, existing: "let go" } },
      measured: { implies: "yes", omitted: "cleared" }
    },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (organization role); asked",
        "x1 today: exact, A (default) → B (organization role); asked",
        "x2 today: exact, A (default) → B (organization role); asked",
        "later entities of c1 tomorrow: exact, A (default) → B (organization role); asked",
        "x3 today: exact, A (default) → B (organization role); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (organization role); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "grants one entity of a client without access a role",
    {
      default: "A",
      entries: { c1: ["none at all"] },
      has: { x1: null, x2: null, x3: "A" },
      wish: { grant: { x1: "B" } }
    },
    {
      sends: ["default A", "c1: gets none at all, x1 B", "c2 as read"],
      lines: [
        "x1 today: exact, nothing (none) → B (explicit entity); asked",
        "x2 today: exact, nothing (none) → nothing (explicit client); the same"
      ],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "gives an entry only to those whose role follows from nothing",
    {
      side: "own",
      default: null,
      entries: {},
      has: { b1: "A", b2: "B" },
      implied: ["A", "A"],
      measured: { implies: "yes" }
    },
    {
      sends: ["default absent", "own: b2 B"],
      lines: ["b2 today: exact, B (none) → B (explicit entity); the same"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "leaves entries where the default that they say too is let go",
    {
      default: "A",
      entries: { c1: [null, { x1: "A" }] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { default: { role: null, existing: "let go" } },
      measured: { omitted: "cleared", wrapper: "keeps", later: "future", reach: "all" }
    },
    {
      sends: ["default absent", "c1: named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → nothing (none); asked",
        "x2 today: exact, A (default) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (default) → nothing (none); asked",
        "x3 today: exact, A (default) → nothing (none); asked",
        "later entities of c2 tomorrow: exact, A (default) → nothing (none); asked"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "leaves a client with an entry where the default changes",
    {
      default: "A",
      entries: { c1: ["A"] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } },
      measured: { later: "future", reach: "all" }
    },
    {
      sends: ["default B", "c1: gets A", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "does not guess where a client's entity may have come after its entry",
    {
      default: "A",
      entries: { c1: ["A"] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } },
      measured: { later: "present", reach: "all" }
    },
    {
      sends: ["default B", "c1: gets A", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: forbidden, A (explicit client) → A (explicit client); wish unclear; asked; the same",
        "x2 today: forbidden, A (explicit client) → A (explicit client); wish unclear; asked; the same",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "forbidden today, exact tomorrow; default then B"
    }
  ],
  [
    "changes the default of those who came after their client's entry",
    {
      default: "A",
      entries: { c1: ["B"] },
      has: { x1: "B", x2: "A", x3: "A" },
      wish: { default: { role: "C", existing: "apply" } },
      measured: { later: "present", reach: "all" }
    },
    {
      sends: ["default C", "c1: gets B, x2 C", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → C (default); asked",
        "x2 today: exact, A (default) → C (explicit entity); asked",
        "later entities of c1 tomorrow: exact, A (default) → C (default); asked",
        "x3 today: exact, A (default) → C (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → C (default); asked"
      ],
      is: "exact today, exact tomorrow; default then C"
    }
  ],
  [
    "gives a changed default to nobody whom it does not reach",
    {
      default: "A",
      entries: {},
      has: { x1: null, x2: "A", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } },
      measured: { reach: "reached" }
    },
    {
      sends: ["default B", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x2 today: exact, A (default) → B (default); asked",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "lets an own entity without access follow the default again",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "none at all" }] },
      has: { b1: null, b2: "A" },
      wish: { unpin: ["b1"] }
    },
    {
      sends: ["default A", "own: less b1"],
      lines: ["b1 today: exact, nothing (explicit entity) → A (default); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "keeps the entry that gives no access to whom access is revoked",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "none at all" }] },
      has: { b1: null, b2: "A" },
      wish: { revoke: ["b1"], grant: { b2: "B" } }
    },
    {
      sends: ["default A", "own: b2 B"],
      lines: ["b2 today: exact, A (default) → B (explicit entity); asked"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "grants one entity of a client a role beside one that nobody could read",
    {
      default: null,
      entries: {},
      has: { x1: "A", x3: null },
      wish: { grant: { x1: "B" } },
      measured: { implies: "no" }
    },
    {
      sends: ["default absent", "c1: named, x1 B", "c2 as read"],
      lines: [
        "x1 today: exact, A (none) → B (explicit entity); asked",
        "x2 today: forbidden, unread → nothing (none); wish unclear; the same"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "says what later clients get where the default is known and the entries are not",
    {
      default: "A",
      has: { x1: "A", x2: "B", x3: "A" },
      wish: { default: { role: "C", existing: "future only" } }
    },
    {
      sends: ["default C", "c1: named, x1 A, x2 B", "c2: named, x3 A"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → C (default); asked",
        "x1 today: exact, A (default) → A (explicit entity); asked; the same",
        "x2 today: exact, B (none) → B (explicit entity); asked; the same",
        "x3 today: exact, A (default) → A (explicit entity); asked; the same"
      ],
      is: "exact today, exact tomorrow; default then C"
    }
  ],
  [
    "revokes nothing but what was there of a client",
    {
      default: null,
      entries: { c1: ["A"], c2: ["B"] },
      has: { x1: "A", x2: null, x3: null },
      wish: { revoke: ["c1"] },
      measured: { reach: "all" }
    },
    {
      sends: ["default absent", "c1: not named", "c2: not named"],
      lines: ["x1 today: exact, A (explicit client) → nothing (none); asked"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "cannot revoke a client whose entity has what the default gives",
    {
      default: "B",
      entries: { c2: [null, { x3: "B" }] },
      has: { x1: "B", x2: "B", x3: "B" },
      wish: { revoke: ["c2"] },
      measured: { wrapper: "loses" }
    },
    {
      sends: ["default B", "c1 as read", "c2: less x3"],
      lines: [
        "x3 today: forbidden, B (explicit entity) → B (default); wished nothing; asked; the same",
        "later entities of c2 tomorrow: forbidden, nothing (none) → B (default); wished nothing; asked"
      ],
      is: "forbidden today, forbidden tomorrow; default then B"
    }
  ],
  [
    "does not know what a replacement gives where a role could not be read",
    {
      default: "A",
      entries: { c2: ["B"] },
      has: { x1: "A", x3: "B" },
      wish: { replace: { default: "B", entries: {} } }
    },
    {
      sends: ["default B", "c1: not named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x1 today: exact, A (default) → B (default); asked",
        "x2 today: exact, unread → B (default) or nothing (none); wish unclear; asked",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, B (explicit client) → B (default); asked; the same",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "lets a client follow the default again that carried an entity with it",
    {
      default: "A",
      entries: { c1: [null, { x1: "A" }] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { unpin: ["c1"] },
      measured: { reach: "all", later: "present" }
    },
    {
      sends: ["default A", "c1: less x1", "c2 as read"],
      lines: ["x1 today: exact, A (explicit entity) → A (default); asked; the same"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "lets an entity follow the default again that does already",
    { default: "B", entries: { c2: ["B"] }, has: { x1: "B", x2: "B", x3: "B" }, wish: { unpin: ["x2"] } },
    {
      sends: ["default B", "c1: not named", "c2 as read"],
      lines: [],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "says all that may come of a default that is let go where the organization role may give access",
    {
      side: "own",
      default: "A",
      entries: {},
      implied: [null, "A"],
      has: { b1: "A", b2: "A" },
      wish: { default: { role: null, existing: "let go" } }
    },
    {
      sends: ["default absent", "own: entries stay"],
      lines: [
        "later own entities tomorrow: tentative, A (default) → nothing (none) or A (default) or A (organization role); wish unclear; asked",
        "b1 today: tentative, A (default) → nothing (none) or A (default) or A (organization role); wish unclear; asked",
        "b2 today: tentative, A (default) → nothing (none) or A (default) or A (organization role); wish unclear; asked"
      ],
      is: "tentative today, tentative tomorrow; default then none or A"
    }
  ],
  [
    "replaces with an entry that says what its client says",
    {
      default: "A",
      entries: { c1: ["A"] },
      has: { x1: "A", x2: "A", x3: "A" },
      wish: { replace: { default: "A", entries: { c1: ["A", { x2: "A" }] } } }
    },
    {
      sends: ["default A", "c1: gets A, x2 A", "c2 as read"],
      lines: ["x2 today: exact, A (explicit client) → A (explicit entity); asked; the same"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "takes an entry out that says what its client says",
    {
      default: "A",
      entries: { c1: ["A", { x1: "A", x2: "A" }], c2: ["B"] },
      has: { x1: "A", x2: "A", x3: "B" },
      wish: { unpin: ["x2"] }
    },
    {
      sends: ["default A", "c1: gets A, less x2", "c2 as read"],
      lines: ["x2 today: exact, A (explicit entity) → A (explicit client); asked; the same"],
      is: "exact today, exact tomorrow; default then A"
    }
  ],
  [
    "lets a client follow nothing where the organization role goes",
    {
      default: null,
      entries: { c1: ["B", { x2: "B" }] },
      implied: ["A", null],
      has: { x1: "B", x2: "B", x3: "A" },
      wish: { unpin: ["c1"] },
      measured: { reach: "reached", wrapper: "keeps" }
    },
    {
      sends: ["default absent", "c1: named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (organization role) → nothing (none)",
        "x1 today: exact, B (explicit client) → nothing (none); asked",
        "later entities of c1 tomorrow: exact, A (organization role) → nothing (none); asked",
        "x3 today: exact, A (organization role) → nothing (none)",
        "later entities of c2 tomorrow: exact, A (organization role) → nothing (none)"
      ],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "gives up a default that a replacement wanted",
    {
      side: "own",
      default: null,
      entries: { "": [null, { b2: "A" }] },
      has: { b1: null, b2: "A" },
      wish: { replace: { default: "A", entries: {} } },
      waysOut: { dropsDefault: true }
    },
    {
      sends: ["default absent", "own: less b2"],
      lines: ["b2 today: exact, A (explicit entity) → nothing (none); asked"],
      is: "exact today, exact tomorrow; default then none"
    }
  ],
  [
    "keeps an own entry that says what the changed default says too",
    {
      side: "own",
      default: "A",
      entries: { "": [null, { b1: "B" }] },
      has: { b1: "B", b2: "A" },
      wish: { default: { role: "B", existing: "apply" } }
    },
    {
      sends: ["default B", "own: entries stay"],
      lines: [
        "later own entities tomorrow: exact, A (default) → B (default); asked",
        "b2 today: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "keeps an entry under a client that says what the changed default says too",
    {
      default: "A",
      entries: { c1: [null, { x1: "B" }] },
      has: { x1: "B", x2: "A", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } },
      measured: { reach: "all", wrapper: "keeps", later: "future" }
    },
    {
      sends: ["default B", "c1: named", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x2 today: exact, A (default) → B (default); asked",
        "later entities of c1 tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ],
  [
    "keeps a client's entry where the default changes beside it",
    {
      default: "A",
      entries: { c1: ["B"] },
      has: { x1: "B", x2: "B", x3: "A" },
      wish: { default: { role: "B", existing: "apply" } },
      measured: { reach: "all", wrapper: "keeps", later: "future" }
    },
    {
      sends: ["default B", "c1: gets B", "c2: not named"],
      lines: [
        "entities of later clients tomorrow: exact, A (default) → B (default); asked",
        "x3 today: exact, A (default) → B (default); asked",
        "later entities of c2 tomorrow: exact, A (default) → B (default); asked"
      ],
      is: "exact today, exact tomorrow; default then B"
    }
  ]
]

describe("The plan of a side", () => {
  it.each(examples)("%s", (_, given, expected) => {
    expect(told(given)).toEqual(expected)
  })
})

describe("a default that is to go, where the organization role gives the same", () => {
  const clears = (measured: Case["measured"]) =>
    told({
      default: "A",
      entries: {},
      has: { x1: "A", x2: "A", x3: "A" },
      implied: ["A", "A"],
      wish: { default: { role: null, existing: "let go" } },
      measured: { implies: "yes", ...measured }
    })

  it.each([
    ["absent", { omitted: "cleared" }],
    ["null", { omitted: "kept", void: "cleared" }]
  ] as const)("goes by %s, if that is what takes it away: %j", (form, measured) => {
    const { is, sends } = clears(measured)

    expect(sends[0]).toBe(`default ${form}`)
    expect(is).toBe("exact today, exact tomorrow; default then none")
  })
})
