/**
 * Bugs of update calls that users of other products reported in public, as far as a server can have them; and for each
 * vendor the saboteurs that replay it there, or why nothing in its document forbids it.
 */
export type VendorId = "88miles" | "biot" | "digits" | "eloomi" | "sailpoint"

export interface Replay {
  readonly id: string
  readonly says: string
  /** The ids of saboteurs, or the reason why there is none. */
  readonly at: Readonly<Record<VendorId, ReadonlyArray<string> | string>>
}

const noLists = "No member of the record is a list."
const noStatus = "The record has no status that the call could write or lose."
const noSingleEntry = "No call addresses a single entry of a list."

export const replays: ReadonlyArray<Replay> = [
  {
    id: "other-kind",
    says: "A call that replaces is implemented as a merge, or one that merges as a replace.",
    at: {
      digits: ["D1-merges", "D4-keeps-missing-role", "D8-keeps-own-access", "D8-keeps-client-access"],
      sailpoint: ["S7-fields-are-merged", "S7-attributes-are-merged"],
      eloomi: ["E2-left-out-title-goes", "E2-left-out-lists-go", "E2-left-out-prompts-go"],
      biot: ["B1-left-out-_phone-goes", "B1-left-out-_address-goes", "B1-left-out-attributes-go"],
      "88miles": ["M1-replaces"]
    }
  },
  {
    id: "siblings-cleared",
    says: "Whoever writes one part of an object takes its other parts away.",
    at: {
      digits: ["D10-entries-replace-the-default", "D13-entry-hides-its-siblings"],
      sailpoint: ["S6-one-attribute-clears-the-others"],
      eloomi: "prompts is the only object, and whether the keys that it leaves out stay is open (E-3).",
      biot: ["B2-first-name-clears-the-last"],
      "88miles": "A member is flat: no attribute has parts."
    }
  },
  {
    id: "lists-united",
    says: "A list that takes the place of the stored one is added to it.",
    at: {
      digits: [
        "D1-unites-lists",
        "D8-own-list-only-adds",
        "D8-client-list-only-adds",
        "D8-keeps-entities-of-a-client"
      ],
      sailpoint: noLists,
      eloomi: ["E7-ids-are-added", "E7-employee-ids-are-added"],
      biot: noLists,
      "88miles": noLists
    }
  },
  {
    id: "empty-list-dropped",
    says: "An empty list, or an empty object, is dropped on the way, so that nothing is cleared.",
    at: {
      digits: ["D8-empty-own-list-says-nothing", "D8-empty-client-list-says-nothing"],
      sailpoint: ["S6-empty-data-says-nothing"],
      eloomi: "Whether an empty list clears is open (E-2-empty), and so it is for empty prompts (E-3-empty).",
      biot: "No member of the record is a list, and an object without its starred parts is refused (B2).",
      "88miles": noLists
    }
  },
  {
    id: "left-out-is-zero",
    says: "A number or a truth value that is left out is written as 0 or false.",
    at: {
      digits: "A binding holds ids and roles, no number and no truth value.",
      sailpoint: "A record holds texts and dates, no number and no truth value.",
      eloomi: ["E6-left-out-is-optional"],
      biot: ["B1-left-out-number-is-zero", "B1-left-out-boolean-is-false", "B2-left-out-enabled-is-false"],
      "88miles": ["M1-left-out-rate-is-zero"]
    }
  },
  {
    id: "reactivates",
    says: "An update that does not speak of the status activates whoever was inactive.",
    at: {
      digits: noStatus,
      sailpoint: noStatus,
      eloomi: ["E2-left-out-activate-activates"],
      biot: ["B1-enables"],
      "88miles": ["M1-left-out-active-activates"]
    }
  },
  {
    id: "deactivates",
    says: "An update that does not speak of the status deactivates whoever was active.",
    at: {
      digits: noStatus,
      sailpoint: noStatus,
      eloomi: ["E2-left-out-activate-deactivates"],
      biot: ["B1-disables"],
      "88miles": ["M1-left-out-active-deactivates"]
    }
  },
  {
    id: "empty-text-unset",
    says: "An empty string counts as left out.",
    at: {
      digits: ["D3-empty-id-is-left-out"],
      sailpoint: ["S4-empty-is-dropped", "S7-empty-is-left-alone"],
      eloomi: ["E4-empty-is-left-out"],
      biot: ["B14-empty-is-left-out"],
      "88miles": ["M1-empty-is-left-out"]
    }
  },
  {
    id: "null-in-list-dropped",
    says: "A null inside a list is dropped, and the rest counts.",
    at: {
      digits: ["D5-null-entry-is-dropped", "D6-null-entry-is-dropped"],
      sailpoint: ["S6-null-operation-is-dropped"],
      eloomi: ["E4-null-in-lists-is-dropped"],
      biot: noLists,
      "88miles": noLists
    }
  },
  {
    id: "prototype",
    says: "A key called __proto__ is lost, or what it holds is taken for the body's own.",
    at: {
      digits: ["D5-proto-is-lost", "D8-proto-is-read"],
      sailpoint: ["S4-proto-is-lost", "S6-proto-is-lost"],
      eloomi: ["E2-proto-is-read"],
      biot: ["B6-proto-is-dropped", "B6-proto-is-read"],
      "88miles": ["M1-proto-is-read"]
    }
  },
  {
    id: "switch",
    says: "Whether the same request replaces or merges depends on a switch of the server.",
    at: {
      digits: ["D1-switched-to-merging"],
      sailpoint: ["S7-switched-to-merging"],
      eloomi: ["E2-switched-to-replacing"],
      biot: ["B1-switched-to-replacing"],
      "88miles": ["M1-switched-to-replacing"]
    }
  },
  {
    id: "half-done",
    says: "An update fails half-way: the old is gone and the new is not there, or a part of it is.",
    at: {
      digits: ["D1-revokes-and-fails", "D4-refuses-and-writes"],
      sailpoint: ["S3-stores-the-rest", "S6-operation-by-operation"],
      eloomi: ["E4-stores-the-rest", "E7-revokes-and-fails"],
      biot: ["B6-stores-the-rest", "B16-revokes-and-fails", "B16-stores-the-rest"],
      "88miles": ["M3-422-stores-the-rest"]
    }
  },
  {
    id: "wipes",
    says: "A body that is malformed, empty or of another content type wipes the record and is answered with 200.",
    at: {
      digits: ["D15-malformed-wipes", "D15-empty-wipes", "D15-form-wipes"],
      sailpoint: ["S3-malformed-wipes", "S3-empty-wipes", "S3-form-wipes"],
      eloomi: ["E4-malformed-wipes", "E4-empty-wipes", "E4-form-wipes"],
      biot: ["B16-malformed-wipes", "B16-empty-wipes", "B16-form-wipes"],
      "88miles": ["M7-malformed-wipes", "M7-empty-wipes", "M7-form-wipes"]
    }
  },
  {
    id: "second-entry",
    says: "A replacement of one entry adds a second one, and the old one stays.",
    at: {
      digits: ["D1-keeps-the-old-entry", "D1-keeps-the-old-client-role"],
      sailpoint: ["S6-replace-adds-beside", "S6-move-copies"],
      eloomi: noSingleEntry,
      biot: noLists,
      "88miles": noLists
    }
  },
  {
    id: "one-level",
    says: "What should reach every level, a merge or a replace, reaches the first one only.",
    at: {
      digits: ["D8-keeps-entities-of-a-client"],
      sailpoint: ["S6-one-attribute-clears-the-others", "S7-attributes-are-merged"],
      eloomi: "prompts is the only object, and whether the keys that it leaves out stay is open (E-3).",
      biot: "What becomes of the parts that a given object leaves out is open (B-1).",
      "88miles": ["M1-replaces"]
    }
  },
  {
    id: "lost",
    says: "An update is answered with 200, and lost.",
    at: {
      digits: ["D1-answers-and-forgets"],
      sailpoint: ["S1-owner-nothing", "S6-forgets", "S7-forgets"],
      eloomi: ["E2-forgets"],
      biot: ["B1-forgets", "B18-state-stays"],
      "88miles": ["M1-answers-and-forgets", "M5-own-uuid-loses-the-rest"]
    }
  }
]
