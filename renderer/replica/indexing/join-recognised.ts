import type { RecognisedPage } from '../../recognition-api.ts';
import type { PageText } from '../../text-api.ts';

/**
 * Words of a file together with those that a machine read in its pictures: of a page with both, its own come first (a stamp).
 * Such a page counts as a scan.
 */
export function joinRecognised(pages: readonly PageText[], recognised: readonly RecognisedPage[]): readonly PageText[] {
  const byPage = new Map(recognised.map((page) => [page.pageIndex, page]));
  return pages.map((page) => {
    const read = byPage.get(page.pageIndex);
    if (!page.isPicture || !read) return page;
    const text = [page.text, read.text].filter((words) => words !== '').join('\n');
    return { pageIndex: page.pageIndex, text, isScan: read.text !== '' };
  });
}
