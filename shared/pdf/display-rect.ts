/** A rectangle on a page as displayed: PDF points (1/72 inch), origin at the lower left of the displayed page. */
export type DisplayRect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
