/** A person by id and name. */
export interface Name {
  readonly id: string;
  readonly name: string;
}
