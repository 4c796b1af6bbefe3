#!/bin/sh
# In: a folder that `cargo xtask accuracy make FOLDER N` and the two other scripts filled. Out: the same reports as LibreOffice and pandoc
# write them. A name says which layout's cells can be told, and by whom the file was written. Then: `cargo xtask accuracy read FOLDER`.
set -eu
cd "$1"
office() { # SOURCE-LAYOUT SOURCE-END LAYOUT END [FILTER]: docx-12.SOURCE-END becomes LAYOUT-12.office-of-SOURCE-END.END
    rm -rf out && mkdir out
    for source in "$1"-[0-9]*."$2"; do
        rest=${source#"$1"-} && seed=${rest%%.*}
        [ "$rest" = "$seed.$2" ] && ln -s "../$source" "out/$seed.${2##*.}"
    done
    mkdir made && soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to "$4${5:+:$5}" --outdir made out/*."${2##*.}" > /dev/null 2>&1
    for made in made/*; do
        seed=${made#made/}
        mv "$made" "$3-${seed%%.*}.office-of-$1-${2%.*}.$4"
    done
    rm -r out made
}
# Ours have tracked deletions, which LibreOffice prints; those of libraries have none.
for to in doc rtf odt fodt docx dotx; do office docx docx docx "$to"; done
for to in doc rtf odt fodt docx pdf html; do
    layout=docx && case $to in pdf | html) layout=$to ;; esac
    office docx python-docx.docx "$layout" "$to"
done
for to in doc odt rtf docx; do office docx-lists docx docx-lists "$to"; done
for to in doc odt docx; do office rtf rtf docx "$to"; done
for to in doc docx; do office odt odt odt "$to"; done
office fodt fodt fodt odt
office docx-strict docx docx-strict odt
office odt odfpy.odt pdf-unruled pdf
for to in xls ods fods xlsx xltx; do office xlsx xlsx xlsx "$to"; done
for to in xls ods; do office xlsx-text xlsx xlsx-text "$to"; done
for to in ods xlsx; do office xls xls xls "$to"; done
office xlsx-strict xlsx xlsx-strict ods
office fods fods fods ods
for to in xls html; do office xlsx-text openpyxl.xlsx xlsx-text "$to"; done
office xlsx-text openpyxl.xlsx xlsx-text csv "Text - txt - csv (StarCalc):44,34,76"
for file in docx-[0-9]*.python-docx.docx; do
    name=${file%.python-docx.docx}
    for to in docx odt rtf html; do pandoc -s --metadata title=" " "$file" -o "$name.pandoc.$to"; done
done
