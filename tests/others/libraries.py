"""In: a folder that `cargo xtask accuracy make FOLDER N` filled. Out: its reports as libraries of Python write them.

python-docx, openpyxl, xlsxwriter, xlwt and odfpy; each writes what it is asked for in the plainest way. Then: `cargo xtask accuracy read FOLDER`.
"""

import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])


def places(table):
    """Each cell with its row and column, from cells that span."""
    taken = set()
    for row, cells in enumerate(table["rows"]):
        column = 0
        for text, across, down in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            yield row, column, text, across, down
            column += across


def value(text):
    """What a person types: a number where it is one."""
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text


def word(parts, path):
    import docx

    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part["rows"]), part["columns"], style="Table Grid")
        for row, column, text, across, down in places(part):
            cell = table.cell(row, column)
            if across * down > 1:
                cell = cell.merge(table.cell(row + down - 1, column + across - 1))
            cell.text = text
    document.save(path)


def laid_out(parts):
    """All parts below one another on a sheet: each cell that holds something or spans, with its row and column from zero."""
    top = 0
    for part in parts:
        if isinstance(part, str):
            yield top, 0, part, 1, 1
            top += 1
            continue
        for row, column, text, across, down in places(part):
            if text or across * down > 1:
                yield top + row, column, value(text), across, down
        top += len(part["rows"])


def open_workbook(parts, path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row, column, what, across, down in laid_out(parts):
        sheet.cell(row + 1, column + 1, None if what == "" else what)
        if across * down > 1:
            sheet.merge_cells(start_row=row + 1, start_column=column + 1, end_row=row + down, end_column=column + across)
    book.save(path)


def written_workbook(parts, path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, column, what, across, down in laid_out(parts):
        if across * down > 1:
            sheet.merge_range(row, column, row + down - 1, column + across - 1, what)
        elif isinstance(what, str):
            sheet.write_string(row, column, what)
        else:
            sheet.write(row, column, what)
    book.close()


def old_workbook(parts, path):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("年报")
    for row, column, what, across, down in laid_out(parts):
        if across * down > 1:
            sheet.write_merge(row, row + down - 1, column, column + across - 1, what)
        else:
            sheet.write(row, column, what)
    book.save(str(path))


def open_document(parts, path, is_text):
    from odf import opendocument, table, text

    document = opendocument.OpenDocumentText() if is_text else opendocument.OpenDocumentSpreadsheet()
    body = document.text if is_text else table.Table(name="年报")

    def row_of(cells):
        row = table.TableRow()
        for cell in cells:
            row.addElement(cell)
        return row

    for part in parts:
        if isinstance(part, str):
            paragraph = text.P(text=part)
            if is_text:
                body.addElement(paragraph)
            else:
                cell = table.TableCell(valuetype="string")
                cell.addElement(paragraph)
                body.addElement(row_of([cell]))
            continue
        at = {(row, column): (said, across, down) for row, column, said, across, down in places(part)}
        holder = table.Table() if is_text else body
        if is_text:
            holder.addElement(table.TableColumn(numbercolumnsrepeated=part["columns"]))
        for row in range(len(part["rows"])):
            cells = []
            for column in range(part["columns"]):
                if (row, column) not in at:
                    cells.append(table.CoveredTableCell())
                    continue
                said, across, down = at[row, column]
                number = value(said)
                kind = {"valuetype": "float", "value": said} if isinstance(number, float) else {"valuetype": "string"}
                cell = table.TableCell(numbercolumnsspanned=across, numberrowsspanned=down, **kind)
                cell.addElement(text.P(text=said))
                cells.append(cell)
            holder.addElement(row_of(cells))
        if is_text:
            body.addElement(holder)
    if not is_text:
        document.spreadsheet.addElement(body)
    document.save(path)


for source in sorted(folder.glob("[0-9]*.json")):
    parts = json.loads(source.read_text())
    seed = source.stem
    word(parts, folder / f"docx-{seed}.python-docx.docx")
    open_workbook(parts, folder / f"xlsx-text-{seed}.openpyxl.xlsx")
    written_workbook(parts, folder / f"xlsx-text-{seed}.xlsxwriter.xlsx")
    old_workbook(parts, folder / f"xlsx-text-{seed}.xlwt.xls")
    open_document(parts, folder / f"odt-{seed}.odfpy.odt", True)
    open_document(parts, folder / f"xlsx-text-{seed}.odfpy.ods", False)
