"""The least that a desktop program on this stack can do: open the file if there is one, read one
row, paint."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Watch(QObject):
    """Tells when the window has painted, as the program's --exit-when-shown does."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    print("painted", flush=True)
    QApplication.quit()


def read(path: str) -> None:
    from sqlalchemy import create_engine, text

    with create_engine(f"sqlite:///{path}").connect() as connection:
        connection.execute(text("SELECT * FROM organisation")).first()


def main(*files: str) -> None:
    for path in files:
        read(path)
    app = QApplication([])
    window = QMainWindow()
    watch = Watch()
    window.installEventFilter(watch)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
